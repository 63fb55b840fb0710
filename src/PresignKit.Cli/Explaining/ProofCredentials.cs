using PresignKit.Cli.Errors;
using PresignKit.SigV4;

namespace PresignKit.Cli.Explaining;

/// <summary>
/// The credentials that a proof recomputes the signature with. They are read from the environment only: anything on a command line ends up
/// in the shell's history and in the process list.
/// </summary>
internal static class ProofCredentials
{
    private const string Parameter = "X-Amz-Credential=";

    public static SigV4Credentials Read(string url, IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault("AWS_SECRET_ACCESS_KEY") is not { Length: > 0 } secret)
        {
            throw Unusable("--prove requires AWS_SECRET_ACCESS_KEY, which is not set");
        }

        var accessKeyId = environment.GetValueOrDefault("AWS_ACCESS_KEY_ID") is { Length: > 0 } given ? given : OfUrl(url);
        if (accessKeyId is not { Length: > 0 })
        {
            throw Unusable("--prove requires AWS_ACCESS_KEY_ID, because the URL contains no access key");
        }

        try
        {
            return new(accessKeyId, secret, environment.GetValueOrDefault("AWS_SESSION_TOKEN") is { Length: > 0 } token ? token : null);
        }
        catch (ArgumentException)
        {
            throw Unusable("AWS_ACCESS_KEY_ID or AWS_SESSION_TOKEN contains a space or a non-ASCII character");
        }
    }

    /// <summary>The access key in the URL.</summary>
    private static string? OfUrl(string url)
    {
        var start = url.IndexOf(Parameter, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? null : url[(start + Parameter.Length)..].Split('&')[0].Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Split('/')[0];
    }

    private static CommandException Unusable(string why) => new(ExitCodes.Usage, CommandCodes.CredentialsMissing, why + ".");
}
