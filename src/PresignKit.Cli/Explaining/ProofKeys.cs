using PresignKit.Cli.Errors;
using PresignKit.SigV4;

namespace PresignKit.Cli.Explaining;

/// <summary>
/// The keys that a proof recomputes the signature with. They come from the environment alone: what stands on a command line stands in the
/// shell's history and in the list of processes.
/// </summary>
internal static class ProofKeys
{
    private const string Parameter = "X-Amz-Credential=";

    public static SigV4Credentials Read(string url, IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault("AWS_SECRET_ACCESS_KEY") is not { Length: > 0 } secret)
        {
            throw Unusable("--prove needs the secret in AWS_SECRET_ACCESS_KEY, and it is not set");
        }

        var accessKeyId = environment.GetValueOrDefault("AWS_ACCESS_KEY_ID") is { Length: > 0 } given ? given : OfUrl(url);
        if (accessKeyId is not { Length: > 0 })
        {
            throw Unusable("--prove needs the access key in AWS_ACCESS_KEY_ID: it is not set, and the URL names none");
        }

        try
        {
            return new(accessKeyId, secret, environment.GetValueOrDefault("AWS_SESSION_TOKEN") is { Length: > 0 } token ? token : null);
        }
        catch (ArgumentException)
        {
            throw Unusable("AWS_ACCESS_KEY_ID or AWS_SESSION_TOKEN has a space or a character that is not ASCII");
        }
    }

    /// <summary>The key that the URL says it was signed with.</summary>
    private static string? OfUrl(string url)
    {
        var start = url.IndexOf(Parameter, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? null : url[(start + Parameter.Length)..].Split('&')[0].Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Split('/')[0];
    }

    private static CommandException Unusable(string why) => new(ExitCodes.Usage, CommandCodes.CredentialsMissing, why + ".");
}
