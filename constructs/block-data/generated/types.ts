// Made by scripts/generate-block-data.ts from the block schemas of the pinned Prefect. Do not edit.
import type { IResolvable } from "../../framework";
import type { JsonInput, JsonObject } from "../../json-input";
import type { BlockReference } from "../block-reference";

/** Data of a `aws-credentials` block. */
export type AwsCredentialsData = {
  /** A specific AWS access key ID. */
  readonly aws_access_key_id?: string | undefined;
  /** A specific AWS secret access key. */
  readonly aws_secret_access_key?: string | undefined;
  /** The session key for your AWS account. This is only needed when you are using temporary credentials. */
  readonly aws_session_token?: string | undefined;
  /** The profile to use when creating your session. */
  readonly profile_name?: string | undefined;
  /** The AWS Region where you want to create new connections. */
  readonly region_name?: string | undefined;
  /** Extra parameters to initialize the Client. */
  readonly aws_client_parameters?: AwsCredentialsDataAwsClientParameters | undefined;
};

/**
 * Model used to manage extra parameters that you can pass when you initialize
 * the Client. If you want to find more information, see
 * [boto3 docs](https://boto3.amazonaws.com/v1/documentation/api/latest/reference/core/session.html)
 * for more info about the possible client configurations.
 *
 * Attributes:
 *     api_version: The API version to use. By default, botocore will
 *         use the latest API version when creating a client. You only need
 *         to specify this parameter if you want to use a previous API version
 *         of the client.
 *     use_ssl: Whether or not to use SSL. By default, SSL is used.
 *         Note that not all services support non-ssl connections.
 *     verify: Whether or not to verify SSL certificates. By default
 *         SSL certificates are verified. If False, SSL will still be used
 *         (unless use_ssl is False), but SSL certificates
 *         will not be verified. Passing a file path to this is deprecated.
 *     verify_cert_path: A filename of the CA cert bundle to
 *         use. You can specify this argument if you want to use a
 *         different CA cert bundle than the one used by botocore.
 *     endpoint_url: The complete URL to use for the constructed
 *         client. Normally, botocore will automatically construct the
 *         appropriate URL to use when communicating with a service. You
 *         can specify a complete URL (including the "http/https" scheme)
 *         to override this behavior. If this value is provided,
 *         then ``use_ssl`` is ignored.
 *     config: Advanced configuration for Botocore clients. See
 *         [botocore docs](https://botocore.amazonaws.com/v1/documentation/api/latest/reference/config.html)
 *         for more details.
 */
export type AwsCredentialsDataAwsClientParameters = {
  /** The API version to use. */
  readonly api_version?: string | undefined;
  /**
   * Whether or not to use SSL.
   * Default: true.
   */
  readonly use_ssl?: boolean | IResolvable | undefined;
  /**
   * Whether or not to verify SSL certificates.
   * Default: true.
   */
  readonly verify?: boolean | IResolvable | string | undefined;
  /** Path to the CA cert bundle to use. */
  readonly verify_cert_path?: string | undefined;
  /** The complete URL to use for the constructed client. */
  readonly endpoint_url?: string | undefined;
  /** Advanced configuration for Botocore clients. */
  readonly config?: JsonObject | undefined;
};

/** Data of a `aws-secret` block. */
export type AwsSecretData = {
  readonly aws_credentials: BlockReference;
  /** The name of the secret. */
  readonly secret_name: string;
};

/** Data of a `azure-blob-storage-container` block. */
export type AzureBlobStorageContainerData = {
  /** The name of a Azure Blob Storage container. */
  readonly container_name: string;
  /** The credentials to use for authentication with Azure. */
  readonly credentials?: BlockReference | undefined;
  /** A base path to a folder within the container to use for reading and writing objects. */
  readonly base_folder?: string | undefined;
};

/** Data of a `azure-blob-storage-credentials` block. */
export type AzureBlobStorageCredentialsData = {
  /** The connection string to your Azure storage account. If provided, the connection string will take precedence over the account URL. */
  readonly connection_string?: string | undefined;
  /** The URL for your Azure storage account. If provided, the account URL will be used to authenticate with the discovered default Azure credentials. */
  readonly account_url?: string | undefined;
};

/** Data of a `azure-container-instance-credentials` block. */
export type AzureContainerInstanceCredentialsData = {
  /** The service principal client ID. If none of client_id, tenant_id, and client_secret are provided, will use DefaultAzureCredential; else will need to provide all three to use ClientSecretCredential. */
  readonly client_id?: string | undefined;
  /** The service principal tenant ID.If none of client_id, tenant_id, and client_secret are provided, will use DefaultAzureCredential; else will need to provide all three to use ClientSecretCredential. */
  readonly tenant_id?: string | undefined;
  /** The service principal client secret.If none of client_id, tenant_id, and client_secret are provided, will use DefaultAzureCredential; else will need to provide all three to use ClientSecretCredential. */
  readonly client_secret?: string | undefined;
  /** Additional keyword arguments to pass to `ClientSecretCredential` or `DefaultAzureCredential`. */
  readonly credential_kwargs?: JsonObject | undefined;
};

/** Data of a `azure-cosmos-db-credentials` block. */
export type AzureCosmosDbCredentialsData = {
  /** Includes the authorization information required. */
  readonly connection_string: string;
};

/** Data of a `azureml-credentials` block. */
export type AzuremlCredentialsData = {
  /** The active directory tenant that the service identity belongs to. */
  readonly tenant_id: string;
  /** The service principal ID. */
  readonly service_principal_id: string;
  /** The service principal password/key. */
  readonly service_principal_password: string;
  /** The Azure subscription ID containing the workspace, in format: '00000000-0000-0000-0000-000000000000'. */
  readonly subscription_id: string;
  /** The resource group containing the workspace. */
  readonly resource_group: string;
  /** The existing workspace name. */
  readonly workspace_name: string;
};

/** Data of a `bigquery-warehouse` block. */
export type BigqueryWarehouseData = {
  readonly gcp_credentials: BlockReference;
  /**
   * The number of rows to fetch at a time.
   * Default: 1.
   */
  readonly fetch_size?: number | undefined;
};

/** Data of a `bitbucket-credentials` block. */
export type BitbucketCredentialsData = {
  /** A BitBucket Personal Access Token - required for private repositories. */
  readonly token?: string | undefined;
  /** Identification name unique across entire BitBucket site. */
  readonly username?: string | undefined;
  /** The password to authenticate to BitBucket. */
  readonly password?: string | undefined;
  /**
   * The base URL of your BitBucket instance.
   * Default: "https://api.bitbucket.org/".
   */
  readonly url?: string | undefined;
};

/** Data of a `bitbucket-repository` block. */
export type BitbucketRepositoryData = {
  /** The URL of a BitBucket repository to read from in HTTPS format */
  readonly repository: string;
  /** An optional reference to pin to; can be a branch or tag. */
  readonly reference?: string | undefined;
  /** An optional BitBucketCredentials block for authenticating with private BitBucket repos. */
  readonly bitbucket_credentials?: BlockReference | undefined;
};

/** Data of a `custom-webhook` block. */
export type CustomWebhookData = {
  /** Name of the webhook. */
  readonly name: string;
  /** The webhook URL. */
  readonly url: string;
  /**
   * The webhook request method. Defaults to `POST`.
   * Default: "POST".
   */
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | IResolvable | undefined;
  /** Custom query params. */
  readonly params?: { readonly [name: string]: string } | null | undefined;
  /** Send json data as payload. */
  readonly json_data?: JsonObject | null | undefined;
  /** Send form data as payload. Should not be used together with _JSON Data_. Can be a dictionary for form-encoded data or a string for raw body content. */
  readonly form_data?: { readonly [name: string]: string } | string | null | undefined;
  /** Custom headers. */
  readonly headers?: { readonly [name: string]: string } | null | undefined;
  /** Custom cookies. */
  readonly cookies?: { readonly [name: string]: string } | null | undefined;
  /**
   * Request timeout in seconds. Defaults to 10.
   * Default: 10.
   */
  readonly timeout?: number | undefined;
  /**
   * Whether to allow notifications to private URLs. Defaults to True.
   * Default: true.
   */
  readonly allow_private_urls?: boolean | IResolvable | undefined;
  /** A dictionary of secret values to be substituted in other configs. */
  readonly secrets?: JsonObject | undefined;
};

/** Data of a `database-credentials` block. */
export type DatabaseCredentialsData = {
  /** The driver name to use. */
  readonly driver?: DatabaseCredentialsDataAsyncDriver | DatabaseCredentialsDataSyncDriver | string | undefined;
  /** The user name used to authenticate. */
  readonly username?: string | undefined;
  /** The password used to authenticate. */
  readonly password?: string | undefined;
  /** The name of the database to use. */
  readonly database?: string | undefined;
  /** The host address of the database. */
  readonly host?: string | undefined;
  /** The port to connect to the database. */
  readonly port?: string | undefined;
  /** A dictionary of string keys to string values to be passed to the dialect and/or the DBAPI upon connect. To specify non-string parameters to a Python DBAPI directly, use connect_args. */
  readonly query?: { readonly [name: string]: string } | undefined;
  /** Manually create and provide a URL to create the engine, this is useful for external dialects, e.g. Snowflake, because some of the params, such as 'warehouse', is not directly supported in the vanilla `sqlalchemy.engine.URL.create` method; do not provide this alongside with other URL params as it will raise a `ValueError`. */
  readonly url?: string | undefined;
  /** The options which will be passed directly to the DBAPI's connect() method as additional keyword arguments. */
  readonly connect_args?: JsonObject | undefined;
};

/**
 * Known dialects with their corresponding async drivers.
 *
 * Attributes:
 *     POSTGRESQL_ASYNCPG (Enum): [postgresql+asyncpg](https://docs.sqlalchemy.org/en/14/dialects/postgresql.html#module-sqlalchemy.dialects.postgresql.asyncpg)
 *
 *     SQLITE_AIOSQLITE (Enum): [sqlite+aiosqlite](https://docs.sqlalchemy.org/en/14/dialects/sqlite.html#module-sqlalchemy.dialects.sqlite.aiosqlite)
 *
 *     MYSQL_ASYNCMY (Enum): [mysql+asyncmy](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.asyncmy)
 *     MYSQL_AIOMYSQL (Enum): [mysql+aiomysql](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.aiomysql)
 */
export type DatabaseCredentialsDataAsyncDriver = "postgresql+asyncpg" | "sqlite+aiosqlite" | "mysql+asyncmy" | "mysql+aiomysql" | IResolvable;

/**
 * Known dialects with their corresponding sync drivers.
 *
 * Attributes:
 *     POSTGRESQL_PSYCOPG2 (Enum): [postgresql+psycopg2](https://docs.sqlalchemy.org/en/14/dialects/postgresql.html#module-sqlalchemy.dialects.postgresql.psycopg2)
 *     POSTGRESQL_PG8000 (Enum): [postgresql+pg8000](https://docs.sqlalchemy.org/en/14/dialects/postgresql.html#module-sqlalchemy.dialects.postgresql.pg8000)
 *     POSTGRESQL_PSYCOPG2CFFI (Enum): [postgresql+psycopg2cffi](https://docs.sqlalchemy.org/en/14/dialects/postgresql.html#module-sqlalchemy.dialects.postgresql.psycopg2cffi)
 *     POSTGRESQL_PYPOSTGRESQL (Enum): [postgresql+pypostgresql](https://docs.sqlalchemy.org/en/14/dialects/postgresql.html#module-sqlalchemy.dialects.postgresql.pypostgresql)
 *     POSTGRESQL_PYGRESQL (Enum): [postgresql+pygresql](https://docs.sqlalchemy.org/en/14/dialects/postgresql.html#module-sqlalchemy.dialects.postgresql.pygresql)
 *
 *     MYSQL_MYSQLDB (Enum): [mysql+mysqldb](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.mysqldb)
 *     MYSQL_PYMYSQL (Enum): [mysql+pymysql](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.pymysql)
 *     MYSQL_MYSQLCONNECTOR (Enum): [mysql+mysqlconnector](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.mysqlconnector)
 *     MYSQL_CYMYSQL (Enum): [mysql+cymysql](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.cymysql)
 *     MYSQL_OURSQL (Enum): [mysql+oursql](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.oursql)
 *     MYSQL_PYODBC (Enum): [mysql+pyodbc](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.pyodbc)
 *
 *     SQLITE_PYSQLITE (Enum): [sqlite+pysqlite](https://docs.sqlalchemy.org/en/14/dialects/sqlite.html#module-sqlalchemy.dialects.sqlite.pysqlite)
 *     SQLITE_PYSQLCIPHER (Enum): [sqlite+pysqlcipher](https://docs.sqlalchemy.org/en/14/dialects/sqlite.html#module-sqlalchemy.dialects.sqlite.pysqlcipher)
 *
 *     ORACLE_CX_ORACLE (Enum): [oracle+cx_oracle](https://docs.sqlalchemy.org/en/14/dialects/oracle.html#module-sqlalchemy.dialects.oracle.cx_oracle)
 *
 *     MSSQL_PYODBC (Enum): [mssql+pyodbc](https://docs.sqlalchemy.org/en/14/dialects/mssql.html#module-sqlalchemy.dialects.mssql.pyodbc)
 *     MSSQL_MXODBC (Enum): [mssql+mxodbc](https://docs.sqlalchemy.org/en/14/dialects/mssql.html#module-sqlalchemy.dialects.mssql.mxodbc)
 *     MSSQL_PYMSSQL (Enum): [mssql+pymssql](https://docs.sqlalchemy.org/en/14/dialects/mssql.html#module-sqlalchemy.dialects.mssql.pymssql)
 */
export type DatabaseCredentialsDataSyncDriver = "postgresql+psycopg2" | "postgresql+pg8000" | "postgresql+psycopg2cffi" | "postgresql+pypostgresql" | "postgresql+pygresql" | "mysql+mysqldb" | "mysql+pymysql" | "mysql+mysqlconnector" | "mysql+cymysql" | "mysql+oursql" | "mysql+pyodbc" | "sqlite+pysqlite" | "sqlite+pysqlcipher" | "oracle+cx_oracle" | "mssql+pyodbc" | "mssql+mxodbc" | "mssql+pymssql" | IResolvable;

/** Data of a `databricks-credentials` block. */
export type DatabricksCredentialsData = {
  /** Databricks instance used in formatting the endpoint URL. */
  readonly databricks_instance: string;
  /** The token to authenticate with Databricks. */
  readonly token: string;
  /** Additional keyword arguments to pass to AsyncClient. */
  readonly client_kwargs?: JsonObject | undefined;
};

/** Data of a `dbt-cli-bigquery-target-configs` block. */
export type DbtCliBigqueryTargetConfigsData = {
  /** Extra target configs' keywords, not yet exposed in prefect-dbt, but available in dbt. */
  readonly extras?: JsonObject | undefined;
  /**
   * If enabled, fields from dbt target configs will override fields provided in extras and credentials.
   * Default: false.
   */
  readonly allow_field_overrides?: boolean | IResolvable | undefined;
  /**
   * The type of target.
   * Default: "bigquery".
   */
  readonly type?: "bigquery" | IResolvable | undefined;
  /** The schema that dbt will build objects into; in BigQuery, a schema is actually a dataset. */
  readonly schema: string;
  /**
   * The number of threads representing the max number of paths through the graph dbt may work on at once.
   * Default: 4.
   */
  readonly threads?: number | undefined;
  /** The project to use. */
  readonly project?: string | undefined;
  /** The credentials to use to authenticate. */
  readonly credentials?: BlockReference | undefined;
};

/** Data of a `dbt-cli-global-configs` block. */
export type DbtCliGlobalConfigsData = {
  /** Extra target configs' keywords, not yet exposed in prefect-dbt, but available in dbt. */
  readonly extras?: JsonObject | undefined;
  /**
   * If enabled, fields from dbt target configs will override fields provided in extras and credentials.
   * Default: false.
   */
  readonly allow_field_overrides?: boolean | IResolvable | undefined;
  /** Whether usage stats are sent to dbt. */
  readonly send_anonymous_usage_stats?: boolean | IResolvable | undefined;
  /** Colorize the output it prints in your terminal. */
  readonly use_colors?: boolean | IResolvable | undefined;
  /** When partial parsing is enabled, dbt will use an stored internal manifest to determine which files have been changed (if any) since it last parsed the project. */
  readonly partial_parse?: boolean | IResolvable | undefined;
  /** Length of characters before starting a new line. */
  readonly printer_width?: number | undefined;
  /** Determines whether dbt writes JSON artifacts to the target/ directory. */
  readonly write_json?: boolean | IResolvable | undefined;
  /** Whether to convert dbt warnings into errors. */
  readonly warn_error?: boolean | IResolvable | undefined;
  /** The LOG_FORMAT config specifies how dbt's logs should be formatted. If the value of this config is json, dbt will output fully structured logs in JSON format. */
  readonly log_format?: string | undefined;
  /** Whether to redirect dbt's debug logs to standard out. */
  readonly debug?: boolean | IResolvable | undefined;
  /** Whether to raise an error if a project's version is used with an incompatible dbt version. */
  readonly version_check?: boolean | IResolvable | undefined;
  /** Make dbt exit immediately if a single resource fails to build. */
  readonly fail_fast?: boolean | IResolvable | undefined;
  /** Opt into the latest experimental version of the static parser. */
  readonly use_experimental_parser?: boolean | IResolvable | undefined;
  /** Whether to use the [static parser](https://docs.getdbt.com/reference/parsing#static-parser). */
  readonly static_parser?: boolean | IResolvable | undefined;
};

/** Data of a `dbt-cli-postgres-target-configs` block. */
export type DbtCliPostgresTargetConfigsData = {
  /** Extra target configs' keywords, not yet exposed in prefect-dbt, but available in dbt. */
  readonly extras?: JsonObject | undefined;
  /**
   * If enabled, fields from dbt target configs will override fields provided in extras and credentials.
   * Default: false.
   */
  readonly allow_field_overrides?: boolean | IResolvable | undefined;
  /**
   * The type of the target.
   * Default: "postgres".
   */
  readonly type?: "postgres" | IResolvable | undefined;
  /** The schema that dbt will build objects into; in BigQuery, a schema is actually a dataset. */
  readonly schema: string;
  /**
   * The number of threads representing the max number of paths through the graph dbt may work on at once.
   * Default: 4.
   */
  readonly threads?: number | undefined;
  /** The credentials to use to authenticate; if there are duplicate keys between credentials and TargetConfigs, e.g. schema, an error will be raised. */
  readonly credentials: BlockReference;
};

/** Data of a `dbt-cli-profile` block. */
export type DbtCliProfileData = {
  /** Profile name used for populating profiles.yml. */
  readonly name: string;
  /** The default target your dbt project will use. */
  readonly target: string;
  /** Target configs contain credentials and settings, specific to the warehouse you're connecting to. */
  readonly target_configs: BlockReference;
  /** Global configs control things like the visual output of logs, the manner in which dbt parses your project, and what to do when dbt finds a version mismatch or a failing model. */
  readonly global_configs?: BlockReference | undefined;
};

/** Data of a `dbt-cli-snowflake-target-configs` block. */
export type DbtCliSnowflakeTargetConfigsData = {
  /** Extra target configs' keywords, not yet exposed in prefect-dbt, but available in dbt. */
  readonly extras?: JsonObject | undefined;
  /**
   * If enabled, fields from dbt target configs will override fields provided in extras and credentials.
   * Default: false.
   */
  readonly allow_field_overrides?: boolean | IResolvable | undefined;
  /**
   * The type of the target configs.
   * Default: "snowflake".
   */
  readonly type?: "snowflake" | IResolvable | undefined;
  /** The schema to use for the target configs. */
  readonly schema?: string | undefined;
  /**
   * The number of threads representing the max number of paths through the graph dbt may work on at once.
   * Default: 4.
   */
  readonly threads?: number | undefined;
  /** The connector to use. */
  readonly connector: BlockReference;
};

/** Data of a `dbt-cli-target-configs` block. */
export type DbtCliTargetConfigsData = {
  /** Extra target configs' keywords, not yet exposed in prefect-dbt, but available in dbt. */
  readonly extras?: JsonObject | undefined;
  /**
   * If enabled, fields from dbt target configs will override fields provided in extras and credentials.
   * Default: false.
   */
  readonly allow_field_overrides?: boolean | IResolvable | undefined;
  /** The name of the database warehouse. */
  readonly type: string;
  /** The schema that dbt will build objects into; in BigQuery, a schema is actually a dataset. */
  readonly schema: string;
  /**
   * The number of threads representing the max number of paths through the graph dbt may work on at once.
   * Default: 4.
   */
  readonly threads?: number | undefined;
};

/** Data of a `dbt-cloud-credentials` block. */
export type DbtCloudCredentialsData = {
  /** A dbt Cloud API key to use for authentication. */
  readonly api_key: string;
  /** The ID of your dbt Cloud account. */
  readonly account_id: number;
  /**
   * The base domain of your dbt Cloud instance.
   * Default: "cloud.getdbt.com".
   */
  readonly domain?: string | undefined;
};

/** Data of a `dbt-core-operation` block. */
export type DbtCoreOperationData = {
  /** A list of commands to execute sequentially. */
  readonly commands: readonly string[];
  /**
   * Whether to stream output.
   * Default: true.
   */
  readonly stream_output?: boolean | IResolvable | undefined;
  /** Environment variables to use for the subprocess. */
  readonly env?: { readonly [name: string]: string } | undefined;
  /** The absolute path to the working directory the command will be executed within. */
  readonly working_dir?: string | undefined;
  /** The shell to run the command with; if unset, defaults to `powershell` on Windows and `bash` on other platforms. */
  readonly shell?: string | undefined;
  /** The extension to use for the temporary file; if unset, defaults to `.ps1` on Windows and `.sh` on other platforms. */
  readonly extension?: string | undefined;
  /** The directory to search for the profiles.yml file. Setting this appends the `--profiles-dir` option to the dbt commands provided. If this is not set, will try using the DBT_PROFILES_DIR environment variable, but if that's also not set, will use the default directory `$HOME/.dbt/`. */
  readonly profiles_dir?: string | undefined;
  /** The directory to search for the dbt_project.yml file. Default is the current working directory and its parents. */
  readonly project_dir?: string | undefined;
  /**
   * Whether the existing profiles.yml file under profiles_dir should be overwritten with a new profile.
   * Default: false.
   */
  readonly overwrite_profiles?: boolean | IResolvable | undefined;
  /** Profiles class containing the profile written to profiles.yml. Note! This is optional and will raise an error if profiles.yml already exists under profile_dir and overwrite_profiles is set to False. */
  readonly dbt_cli_profile?: BlockReference | undefined;
};

/** Data of a `discord-webhook` block. */
export type DiscordWebhookData = {
  /**
   * The type of notification being performed.
   * Default: "info".
   */
  readonly notify_type?: "info" | "success" | "warning" | "failure" | IResolvable | undefined;
  /** The first part of 2 tokens provided to you after creating a incoming-webhook. */
  readonly webhook_id: string;
  /** The second part of 2 tokens provided to you after creating a incoming-webhook. */
  readonly webhook_token: string;
  /** Identify the name of the bot that should issue the message. If one isn't specified then the default is to just use your account (associated with the incoming-webhook). */
  readonly botname?: string | null | undefined;
  /**
   * Whether to enable Text-To-Speech.
   * Default: false.
   */
  readonly tts?: boolean | IResolvable | undefined;
  /**
   * Whether to include an image in-line with the message describing the notification type.
   * Default: false.
   */
  readonly include_image?: boolean | IResolvable | undefined;
  /**
   * Whether to override the default discord avatar icon.
   * Default: false.
   */
  readonly avatar?: boolean | IResolvable | undefined;
  /** Over-ride the default discord avatar icon URL. By default this is not set and Apprise chooses the URL dynamically based on the type of message (info, success, warning, or error). */
  readonly avatar_url?: string | null | undefined;
};

/** Data of a `docker-host` block. */
export type DockerHostData = {
  /** URL to the Docker host. */
  readonly base_url?: string | undefined;
  /**
   * The version of the API to use
   * Default: "auto".
   */
  readonly version?: string | undefined;
  /** Default timeout for API calls, in seconds. */
  readonly timeout?: number | undefined;
  /** The maximum number of connections to save in the pool. */
  readonly max_pool_size?: number | undefined;
  /** Additional keyword arguments to pass to `docker.from_env()` or `DockerClient`. */
  readonly client_kwargs?: JsonObject | undefined;
};

/** Data of a `docker-registry-credentials` block. */
export type DockerRegistryCredentialsData = {
  /** The username to log into the registry with. */
  readonly username: string;
  /** The password to log into the registry with. */
  readonly password: string;
  /** The URL to the registry. Generally, "http" or "https" can be omitted. */
  readonly registry_url: string;
  /**
   * Whether or not to reauthenticate on each interaction.
   * Default: true.
   */
  readonly reauth?: boolean | IResolvable | undefined;
};

/** Data of a `email-server-credentials` block. */
export type EmailServerCredentialsData = {
  /** The username to use for authentication to the server. Unnecessary if SMTP login is not required. */
  readonly username?: string | undefined;
  /** The password to use for authentication to the server. Unnecessary if SMTP login is not required. */
  readonly password?: string | undefined;
  /**
   * Either the hostname of the SMTP server, or one of the keys from the built-in SMTPServer Enum members, like 'gmail'.
   * Default: "smtp.gmail.com".
   */
  readonly smtp_server?: EmailServerCredentialsDataSMTPServer | string | undefined;
  /**
   * Either 'SSL', 'STARTTLS', or 'INSECURE'.
   * Default: 465.
   */
  readonly smtp_type?: EmailServerCredentialsDataSMTPType | string | undefined;
  /** If provided, overrides the smtp_type's default port number. */
  readonly smtp_port?: number | undefined;
};

/** Server used to send email. */
export type EmailServerCredentialsDataSMTPServer = "smtp.aol.com" | "smtp.mail.att.net" | "smtp.comcast.net" | "smtp.mail.me.com" | "smtp.gmail.com" | "smtp-mail.outlook.com" | "smtp.mail.yahoo.com" | IResolvable;

/** Protocols used to secure email transmissions. */
export type EmailServerCredentialsDataSMTPType = 465 | 587 | 25 | IResolvable;

/** Data of a `gcp-credentials` block. */
export type GcpCredentialsData = {
  /** Path to the service account JSON keyfile. */
  readonly service_account_file?: string | undefined;
  /** The contents of the keyfile as a dict. */
  readonly service_account_info?: JsonObject | undefined;
  /** The GCP project to use for the client. */
  readonly project?: string | undefined;
};

/** Data of a `gcpsecret` block. */
export type GcpsecretData = {
  readonly gcp_credentials: BlockReference;
  /** Name of the secret to manage. */
  readonly secret_name: string;
  /**
   * Version number of the secret to use.
   * Default: "latest".
   */
  readonly secret_version?: string | undefined;
};

/** Data of a `gcs-bucket` block. */
export type GcsBucketData = {
  /** Name of the bucket. */
  readonly bucket: string;
  /** The credentials to authenticate with GCP. */
  readonly gcp_credentials?: BlockReference | undefined;
  /**
   * A default path to a folder within the GCS bucket to use for reading and writing objects.
   * Default: "".
   */
  readonly bucket_folder?: string | undefined;
};

/** Data of a `github-credentials` block. */
export type GithubCredentialsData = {
  /** A GitHub personal access token (PAT). */
  readonly token?: string | undefined;
};

/** Data of a `github-repository` block. */
export type GithubRepositoryData = {
  /** The URL of a GitHub repository to read from, in either HTTPS or SSH format. If you are using a private repo, it must be in the HTTPS format. */
  readonly repository_url: string;
  /** An optional reference to pin to; can be a branch name or tag. */
  readonly reference?: string | undefined;
  /** An optional GitHubCredentials block for using private GitHub repos. */
  readonly credentials?: BlockReference | undefined;
};

/** Data of a `gitlab-credentials` block. */
export type GitlabCredentialsData = {
  /** A GitLab Personal Access Token with read_repository scope. */
  readonly token?: string | undefined;
  /** URL to self-hosted GitLab instances. */
  readonly url?: string | undefined;
};

/** Data of a `gitlab-repository` block. */
export type GitlabRepositoryData = {
  /** The URL of a GitLab repository to read from, in either HTTP/HTTPS or SSH format. */
  readonly repository: string;
  /** An optional reference to pin to; can be a branch name or tag. */
  readonly reference?: string | undefined;
  /** An optional GitLab Credentials block for authenticating with private GitLab repos. */
  readonly credentials?: BlockReference | undefined;
};

/** Data of a `kubernetes-cluster-config` block. */
export type KubernetesClusterConfigData = {
  /** The entire contents of a kubectl config file. */
  readonly config: JsonObject;
  /** The name of the kubectl context to use. */
  readonly context_name: string;
};

/** Data of a `kubernetes-credentials` block. */
export type KubernetesCredentialsData = {
  readonly cluster_config?: BlockReference | undefined;
};

/** Data of a `lambda-function` block. */
export type LambdaFunctionData = {
  /** The name, ARN, or partial ARN of the Lambda function to run. This must be the name of a function that is already deployed to AWS Lambda. */
  readonly function_name: string;
  /** The version or alias of the Lambda function to use when invoked. If not specified, the latest (unqualified) version of the Lambda function will be used. */
  readonly qualifier?: string | undefined;
  /** The AWS credentials to invoke the Lambda with. */
  readonly aws_credentials?: BlockReference | undefined;
};

/** Data of a `local-file-system` block. */
export type LocalFileSystemData = {
  /** Default local path for this block to write to. */
  readonly basepath?: string | null | undefined;
};

/** Data of a `mattermost-webhook` block. */
export type MattermostWebhookData = {
  /**
   * The type of notification being performed.
   * Default: "info".
   */
  readonly notify_type?: "info" | "success" | "warning" | "failure" | IResolvable | undefined;
  /** The hostname of your Mattermost server. */
  readonly hostname: string;
  /**
   * Whether to use secure https connection.
   * Default: false.
   */
  readonly secure?: boolean | IResolvable | undefined;
  /** The token associated with your Mattermost webhook. */
  readonly token: string;
  /** The name of the bot that will send the message. */
  readonly botname?: string | null | undefined;
  /** The channel(s) you wish to notify. */
  readonly channels?: readonly string[] | null | undefined;
  /**
   * Whether to include the Apprise status image in the message.
   * Default: false.
   */
  readonly include_image?: boolean | IResolvable | undefined;
  /** An optional sub-path specification to append to the hostname. */
  readonly path?: string | null | undefined;
  /**
   * The port of your Mattermost server.
   * Default: 8065.
   */
  readonly port?: number | undefined;
};

/** Data of a `minio-credentials` block. */
export type MinioCredentialsData = {
  /** Admin or root user. */
  readonly minio_root_user: string;
  /** Admin or root password. */
  readonly minio_root_password: string;
  /** The AWS Region where you want to create new connections. */
  readonly region_name?: string | undefined;
  /** Extra parameters to initialize the Client. */
  readonly aws_client_parameters?: MinioCredentialsDataAwsClientParameters | undefined;
};

/**
 * Model used to manage extra parameters that you can pass when you initialize
 * the Client. If you want to find more information, see
 * [boto3 docs](https://boto3.amazonaws.com/v1/documentation/api/latest/reference/core/session.html)
 * for more info about the possible client configurations.
 *
 * Attributes:
 *     api_version: The API version to use. By default, botocore will
 *         use the latest API version when creating a client. You only need
 *         to specify this parameter if you want to use a previous API version
 *         of the client.
 *     use_ssl: Whether or not to use SSL. By default, SSL is used.
 *         Note that not all services support non-ssl connections.
 *     verify: Whether or not to verify SSL certificates. By default
 *         SSL certificates are verified. If False, SSL will still be used
 *         (unless use_ssl is False), but SSL certificates
 *         will not be verified. Passing a file path to this is deprecated.
 *     verify_cert_path: A filename of the CA cert bundle to
 *         use. You can specify this argument if you want to use a
 *         different CA cert bundle than the one used by botocore.
 *     endpoint_url: The complete URL to use for the constructed
 *         client. Normally, botocore will automatically construct the
 *         appropriate URL to use when communicating with a service. You
 *         can specify a complete URL (including the "http/https" scheme)
 *         to override this behavior. If this value is provided,
 *         then ``use_ssl`` is ignored.
 *     config: Advanced configuration for Botocore clients. See
 *         [botocore docs](https://botocore.amazonaws.com/v1/documentation/api/latest/reference/config.html)
 *         for more details.
 */
export type MinioCredentialsDataAwsClientParameters = {
  /** The API version to use. */
  readonly api_version?: string | undefined;
  /**
   * Whether or not to use SSL.
   * Default: true.
   */
  readonly use_ssl?: boolean | IResolvable | undefined;
  /**
   * Whether or not to verify SSL certificates.
   * Default: true.
   */
  readonly verify?: boolean | IResolvable | string | undefined;
  /** Path to the CA cert bundle to use. */
  readonly verify_cert_path?: string | undefined;
  /** The complete URL to use for the constructed client. */
  readonly endpoint_url?: string | undefined;
  /** Advanced configuration for Botocore clients. */
  readonly config?: JsonObject | undefined;
};

/** Data of a `ms-teams-webhook` block. */
export type MsTeamsWebhookData = {
  /**
   * The type of notification being performed.
   * Default: "info".
   */
  readonly notify_type?: "info" | "success" | "warning" | "failure" | IResolvable | undefined;
  /** The Microsoft Power Automate (Workflows) URL used to send notifications to Teams. */
  readonly url: string;
  /**
   * Whether to allow notifications to private URLs. Defaults to True.
   * Default: true.
   */
  readonly allow_private_urls?: boolean | IResolvable | undefined;
  /**
   * Include an image with the notification.
   * Default: true.
   */
  readonly include_image?: boolean | IResolvable | undefined;
  /**
   * Wrap the notification text.
   * Default: true.
   */
  readonly wrap?: boolean | IResolvable | undefined;
};

/** Data of a `opsgenie-webhook` block. */
export type OpsgenieWebhookData = {
  /**
   * The type of notification being performed.
   * Default: "info".
   */
  readonly notify_type?: "info" | "success" | "warning" | "failure" | IResolvable | undefined;
  /** The API Key associated with your Opsgenie account. */
  readonly apikey: string;
  /** The user(s) you wish to notify. */
  readonly target_user?: readonly string[] | null | undefined;
  /** The team(s) you wish to notify. */
  readonly target_team?: readonly string[] | null | undefined;
  /** The schedule(s) you wish to notify. */
  readonly target_schedule?: readonly string[] | null | undefined;
  /** The escalation(s) you wish to notify. */
  readonly target_escalation?: readonly string[] | null | undefined;
  /**
   * The 2-character region code.
   * Default: "us".
   */
  readonly region_name?: "us" | "eu" | IResolvable | undefined;
  /**
   * Notify all targets in batches (instead of individually).
   * Default: false.
   */
  readonly batch?: boolean | IResolvable | undefined;
  /** A comma-separated list of tags you can associate with your Opsgenie message. */
  readonly tags?: readonly string[] | null | undefined;
  /**
   * The priority to associate with the message. It is on a scale between 1 (LOW) and 5 (EMERGENCY).
   * Default: 3.
   */
  readonly priority?: number | null | undefined;
  /** The alias to associate with the message. */
  readonly alias?: string | null | undefined;
  /** The entity to associate with the message. */
  readonly entity?: string | null | undefined;
  /** Additional details composed of key/values pairs. */
  readonly details?: { readonly [name: string]: string } | null | undefined;
};

/** Data of a `pager-duty-webhook` block. */
export type PagerDutyWebhookData = {
  /**
   * The severity of the notification.
   * Default: "info".
   */
  readonly notify_type?: "info" | "success" | "warning" | "failure" | IResolvable | undefined;
  /** This can be found on the Events API V2 integration's detail page, and is also referred to as a Routing Key. This must be provided alongside `api_key`, but will error if provided alongside `url`. */
  readonly integration_key: string;
  /** This can be found under Integrations. This must be provided alongside `integration_key`, but will error if provided alongside `url`. */
  readonly api_key: string;
  /**
   * The source string as part of the payload.
   * Default: "Prefect".
   */
  readonly source?: string | null | undefined;
  /**
   * The component string as part of the payload.
   * Default: "Notification".
   */
  readonly component?: string | undefined;
  /** The group string as part of the payload. */
  readonly group?: string | null | undefined;
  /** The class string as part of the payload. */
  readonly class_id?: string | null | undefined;
  /**
   * The region name.
   * Default: "us".
   */
  readonly region_name?: "us" | "eu" | IResolvable | undefined;
  /** A clickable URL to associate with the notice. */
  readonly clickable_url?: string | null | undefined;
  /**
   * Associate the notification status via a represented icon.
   * Default: true.
   */
  readonly include_image?: boolean | IResolvable | undefined;
  /** Additional details to include as part of the payload. */
  readonly custom_details?: { readonly [name: string]: string } | null | undefined;
};

/** Data of a `redisstoragecontainer` block. */
export type RedisstoragecontainerData = {
  /** Redis hostname */
  readonly host?: string | null | undefined;
  /**
   * Redis port
   * Default: 6379.
   */
  readonly port?: number | undefined;
  /**
   * Redis DB index
   * Default: 0.
   */
  readonly db?: number | undefined;
  /** Redis username */
  readonly username?: string | null | undefined;
  /** Redis password */
  readonly password?: string | null | undefined;
  /** Redis connection string */
  readonly connection_string?: string | null | undefined;
};

/** Data of a `remote-file-system` block. */
export type RemoteFileSystemData = {
  /** Default path for this block to write to. */
  readonly basepath: string;
  /** Additional settings to pass through to fsspec. */
  readonly settings?: JsonObject | undefined;
};

/** Data of a `s3-bucket` block. */
export type S3BucketData = {
  /** Name of your bucket. */
  readonly bucket_name: string;
  /** A block containing your credentials to AWS or MinIO. */
  readonly credentials?: BlockReference | undefined;
  /**
   * A default path to a folder within the S3 bucket to use for reading and writing objects.
   * Default: "".
   */
  readonly bucket_folder?: string | undefined;
};

/** Data of a `secret` block. */
export type SecretData = {
  /** A value that should be kept secret. */
  readonly value: string | JsonInput;
};

/** Data of a `sendgrid-email` block. */
export type SendgridEmailData = {
  /**
   * The type of notification being performed.
   * Default: "info".
   */
  readonly notify_type?: "info" | "success" | "warning" | "failure" | IResolvable | undefined;
  /** The API Key associated with your sendgrid account. */
  readonly api_key: string;
  /** The sender email id. */
  readonly sender_email: string;
  /** Email ids of all recipients. */
  readonly to_emails: readonly string[];
};

/** Data of a `shell-operation` block. */
export type ShellOperationData = {
  /** A list of commands to execute sequentially. */
  readonly commands: readonly string[];
  /**
   * Whether to stream output.
   * Default: true.
   */
  readonly stream_output?: boolean | IResolvable | undefined;
  /** Environment variables to use for the subprocess. */
  readonly env?: { readonly [name: string]: string } | undefined;
  /** The absolute path to the working directory the command will be executed within. */
  readonly working_dir?: string | undefined;
  /** The shell to run the command with; if unset, defaults to `powershell` on Windows and `bash` on other platforms. */
  readonly shell?: string | undefined;
  /** The extension to use for the temporary file; if unset, defaults to `.ps1` on Windows and `.sh` on other platforms. */
  readonly extension?: string | undefined;
};

/** Data of a `slack-credentials` block. */
export type SlackCredentialsData = {
  /** Bot user OAuth token for the Slack app used to perform actions. */
  readonly token: string;
};

/** Data of a `slack-webhook` block. */
export type SlackWebhookData = {
  /**
   * The type of notification being performed.
   * Default: "info".
   */
  readonly notify_type?: "info" | "success" | "warning" | "failure" | IResolvable | undefined;
  /** Slack incoming webhook URL used to send notifications. */
  readonly url: string;
  /**
   * Whether to allow notifications to private URLs. Defaults to True.
   * Default: true.
   */
  readonly allow_private_urls?: boolean | IResolvable | undefined;
};

/** Data of a `smb` block. */
export type SmbData = {
  /** SMB target (requires <SHARE>, followed by <PATH>). */
  readonly share_path: string;
  /** Username with access to the target SMB SHARE. */
  readonly smb_username?: string | null | undefined;
  /** Password for SMB access. */
  readonly smb_password?: string | null | undefined;
  /** SMB server/hostname. */
  readonly smb_host: string;
  /** SMB port (default: 445). */
  readonly smb_port?: number | null | undefined;
};

/** Data of a `snowflake-connector` block. */
export type SnowflakeConnectorData = {
  /** The credentials to authenticate with Snowflake. */
  readonly credentials: BlockReference;
  /** The name of the default database to use. */
  readonly database: string;
  /** The name of the default warehouse to use. */
  readonly warehouse: string;
  /** The name of the default schema to use. */
  readonly schema: string;
  /**
   * The default number of rows to fetch at a time.
   * Default: 1.
   */
  readonly fetch_size?: number | undefined;
  /**
   * The number of seconds between checking query status for long running queries.
   * Default: 1.
   */
  readonly poll_frequency_s?: number | undefined;
};

/** Data of a `snowflake-credentials` block. */
export type SnowflakeCredentialsData = {
  /** The snowflake account name. */
  readonly account: string;
  /** The user name used to authenticate. */
  readonly user: string;
  /** The password used to authenticate. */
  readonly password?: string | undefined;
  /** The PEM used to authenticate. */
  readonly private_key?: string | undefined;
  /** The path to the private key. */
  readonly private_key_path?: string | undefined;
  /** The password to use for the private key. */
  readonly private_key_passphrase?: string | undefined;
  /**
   * The type of authenticator to use for initializing connection.
   * Default: "snowflake".
   */
  readonly authenticator?: "snowflake" | "snowflake_jwt" | "externalbrowser" | "okta_endpoint" | "oauth" | "username_password_mfa" | IResolvable | undefined;
  /** The OAuth or JWT Token to provide when authenticator is set to `oauth`. */
  readonly token?: string | undefined;
  /** The Okta endpoint to use when authenticator is set to `okta_endpoint`. */
  readonly endpoint?: string | undefined;
  /** The name of the default role to use. */
  readonly role?: string | undefined;
  /** Whether to automatically commit. */
  readonly autocommit?: boolean | IResolvable | undefined;
};

/** Data of a `sqlalchemy-connector` block. */
export type SqlalchemyConnectorData = {
  /** SQLAlchemy URL to create the engine; either create from components or create from a string. */
  readonly connection_info: SqlalchemyConnectorDataConnectionComponents | string;
  /** The options which will be passed directly to the DBAPI's connect() method as additional keyword arguments. */
  readonly connect_args?: JsonObject | undefined;
  /**
   * The number of rows to fetch at a time.
   * Default: 1.
   */
  readonly fetch_size?: number | undefined;
};

/**
 * Known dialects with their corresponding async drivers.
 *
 * Attributes:
 *     POSTGRESQL_ASYNCPG (Enum): [postgresql+asyncpg](https://docs.sqlalchemy.org/en/14/dialects/postgresql.html#module-sqlalchemy.dialects.postgresql.asyncpg)
 *
 *     SQLITE_AIOSQLITE (Enum): [sqlite+aiosqlite](https://docs.sqlalchemy.org/en/14/dialects/sqlite.html#module-sqlalchemy.dialects.sqlite.aiosqlite)
 *
 *     MYSQL_ASYNCMY (Enum): [mysql+asyncmy](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.asyncmy)
 *     MYSQL_AIOMYSQL (Enum): [mysql+aiomysql](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.aiomysql)
 */
export type SqlalchemyConnectorDataAsyncDriver = "postgresql+asyncpg" | "sqlite+aiosqlite" | "mysql+asyncmy" | "mysql+aiomysql" | IResolvable;

/**
 * Parameters to use to create a SQLAlchemy engine URL.
 *
 * Attributes:
 *     driver: The driver name to use.
 *     database: The name of the database to use.
 *     username: The user name used to authenticate.
 *     password: The password used to authenticate.
 *     host: The host address of the database.
 *     port: The port to connect to the database.
 *     query: A dictionary of string keys to string values to be passed to the dialect
 *         and/or the DBAPI upon connect.
 */
export type SqlalchemyConnectorDataConnectionComponents = {
  /** The driver name to use. */
  readonly driver: SqlalchemyConnectorDataAsyncDriver | SqlalchemyConnectorDataSyncDriver | string;
  /** The name of the database to use. */
  readonly database: string;
  /** The user name used to authenticate. */
  readonly username?: string | undefined;
  /** The password used to authenticate. */
  readonly password?: string | undefined;
  /** The host address of the database. */
  readonly host?: string | undefined;
  /** The port to connect to the database. */
  readonly port?: string | undefined;
  /** A dictionary of string keys to string values to be passed to the dialect and/or the DBAPI upon connect. To specify non-string parameters to a Python DBAPI directly, use connect_args. */
  readonly query?: { readonly [name: string]: string } | undefined;
};

/**
 * Known dialects with their corresponding sync drivers.
 *
 * Attributes:
 *     POSTGRESQL_PSYCOPG2 (Enum): [postgresql+psycopg2](https://docs.sqlalchemy.org/en/14/dialects/postgresql.html#module-sqlalchemy.dialects.postgresql.psycopg2)
 *     POSTGRESQL_PG8000 (Enum): [postgresql+pg8000](https://docs.sqlalchemy.org/en/14/dialects/postgresql.html#module-sqlalchemy.dialects.postgresql.pg8000)
 *     POSTGRESQL_PSYCOPG2CFFI (Enum): [postgresql+psycopg2cffi](https://docs.sqlalchemy.org/en/14/dialects/postgresql.html#module-sqlalchemy.dialects.postgresql.psycopg2cffi)
 *     POSTGRESQL_PYPOSTGRESQL (Enum): [postgresql+pypostgresql](https://docs.sqlalchemy.org/en/14/dialects/postgresql.html#module-sqlalchemy.dialects.postgresql.pypostgresql)
 *     POSTGRESQL_PYGRESQL (Enum): [postgresql+pygresql](https://docs.sqlalchemy.org/en/14/dialects/postgresql.html#module-sqlalchemy.dialects.postgresql.pygresql)
 *
 *     MYSQL_MYSQLDB (Enum): [mysql+mysqldb](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.mysqldb)
 *     MYSQL_PYMYSQL (Enum): [mysql+pymysql](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.pymysql)
 *     MYSQL_MYSQLCONNECTOR (Enum): [mysql+mysqlconnector](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.mysqlconnector)
 *     MYSQL_CYMYSQL (Enum): [mysql+cymysql](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.cymysql)
 *     MYSQL_OURSQL (Enum): [mysql+oursql](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.oursql)
 *     MYSQL_PYODBC (Enum): [mysql+pyodbc](https://docs.sqlalchemy.org/en/14/dialects/mysql.html#module-sqlalchemy.dialects.mysql.pyodbc)
 *
 *     SQLITE_PYSQLITE (Enum): [sqlite+pysqlite](https://docs.sqlalchemy.org/en/14/dialects/sqlite.html#module-sqlalchemy.dialects.sqlite.pysqlite)
 *     SQLITE_PYSQLCIPHER (Enum): [sqlite+pysqlcipher](https://docs.sqlalchemy.org/en/14/dialects/sqlite.html#module-sqlalchemy.dialects.sqlite.pysqlcipher)
 *
 *     ORACLE_CX_ORACLE (Enum): [oracle+cx_oracle](https://docs.sqlalchemy.org/en/14/dialects/oracle.html#module-sqlalchemy.dialects.oracle.cx_oracle)
 *
 *     MSSQL_PYODBC (Enum): [mssql+pyodbc](https://docs.sqlalchemy.org/en/14/dialects/mssql.html#module-sqlalchemy.dialects.mssql.pyodbc)
 *     MSSQL_MXODBC (Enum): [mssql+mxodbc](https://docs.sqlalchemy.org/en/14/dialects/mssql.html#module-sqlalchemy.dialects.mssql.mxodbc)
 *     MSSQL_PYMSSQL (Enum): [mssql+pymssql](https://docs.sqlalchemy.org/en/14/dialects/mssql.html#module-sqlalchemy.dialects.mssql.pymssql)
 */
export type SqlalchemyConnectorDataSyncDriver = "postgresql+psycopg2" | "postgresql+pg8000" | "postgresql+psycopg2cffi" | "postgresql+pypostgresql" | "postgresql+pygresql" | "mysql+mysqldb" | "mysql+pymysql" | "mysql+mysqlconnector" | "mysql+cymysql" | "mysql+oursql" | "mysql+pyodbc" | "sqlite+pysqlite" | "sqlite+pysqlcipher" | "oracle+cx_oracle" | "mssql+pyodbc" | "mssql+mxodbc" | "mssql+pymssql" | IResolvable;

/** Data of a `twilio-sms` block. */
export type TwilioSmsData = {
  /**
   * The type of notification being performed.
   * Default: "info".
   */
  readonly notify_type?: "info" | "success" | "warning" | "failure" | IResolvable | undefined;
  /** The Twilio Account SID - it can be found on the homepage of the Twilio console. */
  readonly account_sid: string;
  /** The Twilio Authentication Token - it can be found on the homepage of the Twilio console. */
  readonly auth_token: string;
  /** The valid Twilio phone number to send the message from. */
  readonly from_phone_number: string;
  /** A list of valid Twilio phone number(s) to send the message to. */
  readonly to_phone_numbers: readonly string[];
};

/** Data of a `webhook` block. */
export type WebhookData = {
  /**
   * The webhook request method. Defaults to `POST`.
   * Default: "POST".
   */
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | IResolvable | undefined;
  /** The webhook URL. */
  readonly url: string;
  /** A dictionary of headers to send with the webhook request. */
  readonly headers?: JsonObject | undefined;
  /**
   * Whether to allow notifications to private URLs. Defaults to True.
   * Default: true.
   */
  readonly allow_private_urls?: boolean | IResolvable | undefined;
  /**
   * Whether or not to enforce a secure connection to the webhook.
   * Default: true.
   */
  readonly verify?: boolean | IResolvable | undefined;
};

/** Data of blocks by the slug of their type. */
export type BlockDataByType = {
  readonly "aws-credentials": AwsCredentialsData;
  readonly "aws-secret": AwsSecretData;
  readonly "azure-blob-storage-container": AzureBlobStorageContainerData;
  readonly "azure-blob-storage-credentials": AzureBlobStorageCredentialsData;
  readonly "azure-container-instance-credentials": AzureContainerInstanceCredentialsData;
  readonly "azure-cosmos-db-credentials": AzureCosmosDbCredentialsData;
  readonly "azureml-credentials": AzuremlCredentialsData;
  readonly "bigquery-warehouse": BigqueryWarehouseData;
  readonly "bitbucket-credentials": BitbucketCredentialsData;
  readonly "bitbucket-repository": BitbucketRepositoryData;
  readonly "custom-webhook": CustomWebhookData;
  readonly "database-credentials": DatabaseCredentialsData;
  readonly "databricks-credentials": DatabricksCredentialsData;
  readonly "dbt-cli-bigquery-target-configs": DbtCliBigqueryTargetConfigsData;
  readonly "dbt-cli-global-configs": DbtCliGlobalConfigsData;
  readonly "dbt-cli-postgres-target-configs": DbtCliPostgresTargetConfigsData;
  readonly "dbt-cli-profile": DbtCliProfileData;
  readonly "dbt-cli-snowflake-target-configs": DbtCliSnowflakeTargetConfigsData;
  readonly "dbt-cli-target-configs": DbtCliTargetConfigsData;
  readonly "dbt-cloud-credentials": DbtCloudCredentialsData;
  readonly "dbt-core-operation": DbtCoreOperationData;
  readonly "discord-webhook": DiscordWebhookData;
  readonly "docker-host": DockerHostData;
  readonly "docker-registry-credentials": DockerRegistryCredentialsData;
  readonly "email-server-credentials": EmailServerCredentialsData;
  readonly "gcp-credentials": GcpCredentialsData;
  readonly "gcpsecret": GcpsecretData;
  readonly "gcs-bucket": GcsBucketData;
  readonly "github-credentials": GithubCredentialsData;
  readonly "github-repository": GithubRepositoryData;
  readonly "gitlab-credentials": GitlabCredentialsData;
  readonly "gitlab-repository": GitlabRepositoryData;
  readonly "kubernetes-cluster-config": KubernetesClusterConfigData;
  readonly "kubernetes-credentials": KubernetesCredentialsData;
  readonly "lambda-function": LambdaFunctionData;
  readonly "local-file-system": LocalFileSystemData;
  readonly "mattermost-webhook": MattermostWebhookData;
  readonly "minio-credentials": MinioCredentialsData;
  readonly "ms-teams-webhook": MsTeamsWebhookData;
  readonly "opsgenie-webhook": OpsgenieWebhookData;
  readonly "pager-duty-webhook": PagerDutyWebhookData;
  readonly "redisstoragecontainer": RedisstoragecontainerData;
  readonly "remote-file-system": RemoteFileSystemData;
  readonly "s3-bucket": S3BucketData;
  readonly "secret": SecretData;
  readonly "sendgrid-email": SendgridEmailData;
  readonly "shell-operation": ShellOperationData;
  readonly "slack-credentials": SlackCredentialsData;
  readonly "slack-webhook": SlackWebhookData;
  readonly "smb": SmbData;
  readonly "snowflake-connector": SnowflakeConnectorData;
  readonly "snowflake-credentials": SnowflakeCredentialsData;
  readonly "sqlalchemy-connector": SqlalchemyConnectorData;
  readonly "twilio-sms": TwilioSmsData;
  readonly "webhook": WebhookData;
};
