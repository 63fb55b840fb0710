namespace PresignKit.Cli.Errors;

/// <summary>The stable codes of the tool's own errors. Those of stores and settings are the library's: <c>FindingCodes</c>, <c>ErrorCodes</c>.</summary>
internal static class CommandCodes
{
    /// <summary>The command line cannot be read.</summary>
    public const string Usage = "usage";

    /// <summary>Settings that do not fit each other, or a value that is none.</summary>
    public const string SettingsInvalid = "settings-invalid";

    /// <summary>A proof is asked for, and the environment has no keys to do it with.</summary>
    public const string KeysMissing = "keys-missing";

    /// <summary>A file does not exist or cannot be opened.</summary>
    public const string FileNotReadable = "file-not-readable";

    /// <summary>A file of configuration is no JSON.</summary>
    public const string ConfigurationInvalid = "configuration-invalid";

    /// <summary>The configuration has no such store, or none at all.</summary>
    public const string StoreUnknown = "store-unknown";

    /// <summary>The bucket could not be created.</summary>
    public const string BucketNotCreated = "bucket-not-created";

    /// <summary>The bucket that was created could not be removed.</summary>
    public const string BucketLeftBehind = "bucket-left-behind";

    /// <summary>Ctrl-C or a signal.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>A defect of the tool.</summary>
    public const string Defect = "defect";
}
