namespace PresignKit.S3.Settings;

/// <summary>
/// The region and the endpoint that AWS's own tools would use: environment variables, then the profile in the shared files. Nothing else in this
/// library reads them, so tests replace this.
/// </summary>
/// <remarks>AWS SDKs and Tools Reference Guide, "AWS Region", "Service-specific endpoints", and "Shared config and credentials files".</remarks>
/// <param name="variable">Returns an environment variable; null or empty if it is not set.</param>
/// <param name="readFile">Returns the text of a file; null if there is none.</param>
internal sealed class AwsEnvironment(Func<string, string?> variable, Func<string, string?> readFile)
{
    /// <summary>The environment of this process.</summary>
    public static AwsEnvironment OfProcess { get; } = new(Environment.GetEnvironmentVariable, ReadFile);

    /// <summary>An environment without variables and files.</summary>
    public static AwsEnvironment None { get; } = new(static _ => null, static _ => null);

    /// <summary>The region, and where it is from; null if there is none.</summary>
    public (string Value, string Source)? FindRegion() => Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION") ?? Setting("region");

    /// <summary>The endpoint of S3, and where it is from; null if there is none, or if configured endpoints are to be ignored.</summary>
    public (string Value, string Source)? FindEndpoint()
    {
        if (IsTrue(Variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")) || IsTrue(Setting("ignore_configured_endpoint_urls")))
        {
            return null;
        }

        return Variable("AWS_ENDPOINT_URL_S3") ?? Variable("AWS_ENDPOINT_URL")
            ?? (Setting("services") is { Value: var services } ? Setting($"services {services}", "s3:endpoint_url") : null)
            ?? Setting("endpoint_url");
    }

    /// <summary>Whether to use dual-stack endpoints, and where that is from; null: nothing says so.</summary>
    /// <remarks>AWS SDKs and Tools Reference Guide, "Dual-stack and FIPS endpoints".</remarks>
    public (bool Value, string Source)? FindUseDualstack() => Switch("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint");

    /// <summary>Whether to use FIPS endpoints, and where that is from; null: nothing says so.</summary>
    public (bool Value, string Source)? FindUseFips() => Switch("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint");

    /// <summary>Reads a file as tools do that do not require it to exist.</summary>
    public static string? ReadFile(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsTrue((string Value, string Source)? setting) => bool.TryParse(setting?.Value, out var value) && value;

    private (bool Value, string Source)? Switch(string name, string key) =>
        (Variable(name) ?? Setting(key)) is { } setting ? (IsTrue(setting), setting.Source) : null;

    private (string Value, string Source)? Variable(string name) => variable(name)?.Trim() is { Length: > 0 } value ? (value, name) : null;

    /// <summary>A setting of the profile in use. The credentials file takes precedence, as in the AWS CLI.</summary>
    private (string Value, string Source)? Setting(string key)
    {
        var name = Variable("AWS_PROFILE")?.Value ?? "default";
        return Find("AWS_SHARED_CREDENTIALS_FILE", "credentials", name, key)
            ?? Setting($"profile {name}", key)
            ?? (name == "default" ? Setting(name, key) : null);
    }

    private (string Value, string Source)? Setting(string section, string key) => Find("AWS_CONFIG_FILE", "config", section, key);

    private (string Value, string Source)? Find(string pathVariable, string fileName, string section, string key)
    {
        var path = Variable(pathVariable)?.Value
            ?? ((Variable("HOME") ?? Variable("USERPROFILE"))?.Value is { } home ? Path.Combine(home, ".aws", fileName) : null);
        return path is not null && readFile(path) is { } text && AwsSharedFile.Find(text, section, key) is { } value
            ? (value, $"[{section}] in {path}")
            : null;
    }
}
