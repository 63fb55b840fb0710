using System.Net;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Urls;

namespace PresignKit.Explaining.Causes;

/// <summary>The text is not a URL whose refusal can be explained. Checked before all other causes, which need one.</summary>
internal static class UrlMalformed
{
    private const string Remedy =
        "Pass the whole URL as it was sent: it begins with https:// or http://, followed by the host. Take it from the parsed document, without encoding "
            + "it as a whole.";

    /// <summary>The flaw as a finding; null if there is none.</summary>
    public static RefusalFinding? Find(S3Refusal refusal)
    {
        if (refusal.Url.Length > Limits.MostCharacters || refusal.IssuedUrl?.Length > Limits.MostCharacters)
        {
            return Malformed($"The URL is too long: it has more than {Limits.MostCharacters} characters. No store accepts it, so it was not examined.");
        }

        var url = SentUrl.Parse(refusal.Url);
        if (url.Scheme is not ("https" or "http"))
        {
            // A signed URL that only lost its scheme can be explained.
            return url.Query.Any(parameter => RefusedRequest.IsOfSignature(parameter.Name))
                ? null
                : Malformed("The text is not a URL: it does not begin with https:// or http://.");
        }

        return IsHost(url.Host) ? null : Malformed("The text is not a URL: its host is missing or malformed.");
    }

    private static RefusalFinding Malformed(string message) => Finding.Proven(RefusalCodes.UrlMalformed, message, Remedy);

    private static bool IsHost(string host)
    {
        var name = HostNames.Name(host);
        var port = HostNames.Port(host);
        return name.Length > 0 && port.All(char.IsAsciiDigit)
            && (name.StartsWith('[') ? name.EndsWith(']') && IPAddress.TryParse(name[1..^1], out _) : !name.Any(c => c is '[' or ']' || char.IsWhiteSpace(c)));
    }
}
