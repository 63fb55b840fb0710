namespace PresignKit.Cli.Errors;

/// <summary>The stable codes of the tool's own errors. Those about stores and settings are the library's: <c>FindingCodes</c>, <c>ErrorCodes</c>.</summary>
internal static class CommandCodes
{
    /// <summary>The command line is invalid.</summary>
    public const string Usage = "usage";

    /// <summary>A setting is invalid, or does not fit another one.</summary>
    public const string SettingsInvalid = "settings-invalid";

    /// <summary>A proof was requested, but the environment contains no credentials for it.</summary>
    public const string CredentialsMissing = "credentials-missing";

    /// <summary>A file does not exist or cannot be opened.</summary>
    public const string FileNotReadable = "file-not-readable";

    /// <summary>A configuration file is not valid JSON.</summary>
    public const string ConfigurationInvalid = "configuration-invalid";

    /// <summary>The configuration has no such store, or no store at all.</summary>
    public const string StoreUnknown = "store-unknown";

    /// <summary>The configuration has no upload policies, so what uploads need is not known.</summary>
    public const string PoliciesUnknown = "policies-unknown";

    /// <summary>The bucket could not be created.</summary>
    public const string BucketNotCreated = "bucket-not-created";

    /// <summary>The bucket that was created could not be removed.</summary>
    public const string BucketLeftBehind = "bucket-left-behind";

    /// <summary>The command was interrupted by Ctrl-C or a signal.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>An internal error in the tool.</summary>
    public const string Defect = "defect";
}
