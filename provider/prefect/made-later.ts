/** Said where an ephemeral resource finds nothing: by a name that is known already, it is opened when planning. */
export const madeLater =
  " If the same apply is to make it, refer to it by its id: that is known only then, and so the values are asked for only then.";
