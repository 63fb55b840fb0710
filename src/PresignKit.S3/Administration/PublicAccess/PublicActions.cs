namespace PresignKit.S3.Administration.PublicAccess;

/// <summary>What everybody may do with a bucket.</summary>
[Flags]
internal enum PublicActions
{
    None = 0,

    /// <summary>Read objects.</summary>
    Read = 1,

    /// <summary>List objects, versions, or uploads.</summary>
    List = 2,

    /// <summary>Write objects.</summary>
    Write = 4,

    /// <summary>Delete objects.</summary>
    Delete = 8,

    /// <summary>Change who may do what, and other settings.</summary>
    Administer = 16,

    All = Read | List | Write | Delete | Administer,
}
