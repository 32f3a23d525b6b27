/** The provider's Terraform source address: host, namespace and type. The only place that says it. */
export const sourceAddress = "registry.terraform.io/cdktf-prefect/prefect";
