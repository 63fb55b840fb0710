using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Output;

/// <summary>
/// Removes the request's secrets from everything that the causes wrote. The causes do not show secrets on purpose, but a value from a malformed URL may
/// contain them.
/// </summary>
internal sealed class Redaction
{
    // Shorter values are not secrets, and replacing them would damage other words.
    private const int ShortestSecret = 8;

    private readonly SigV4Credentials? _credentials;
    private readonly List<string> _secrets;

    private Redaction(SigV4Credentials? credentials, IEnumerable<string?> secrets)
    {
        _credentials = credentials;
        _secrets = [.. secrets.OfType<string>().SelectMany(Forms).Where(secret => secret.Length >= ShortestSecret).Distinct()
            .OrderByDescending(secret => secret.Length)];
    }

    public static Redaction Of(RefusedRequest request) => new(
        request.Credentials,
        new[]
        {
            request.Presign.Signature, request.Presign.Token, request.IssuedPresign?.Signature, request.IssuedPresign?.Token,
            request.Error.Field("SignatureProvided"),
        }
        .Concat(request.Url.Query.Concat(request.Issued?.Query ?? []).Where(p => SecretNames.Contain(p.Name)).Select(p => p.Value))
        .Concat(request.Headers.Concat(request.IssuedHeaders).Concat(request.Form?.Fields ?? []).Concat(request.Error.Canonical?.Headers ?? [])
            .Where(field => SecretNames.Contain(field.Name)).SelectMany(Parts)));

    public RefusalFinding Apply(RefusalFinding finding) => finding with { Message = Apply(finding.Message), Remedy = Apply(finding.Remedy) };

    public string Apply(string text)
    {
        text = _credentials?.Redact(text, SecretNames.Mark) ?? text;
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, SecretNames.Mark, StringComparison.OrdinalIgnoreCase);
        }

        return Printable(text);
    }

    public override string ToString() => $"{_secrets.Count} secrets";

    // Text from a store or a URL goes to terminals and logs, so it must not contain control sequences.
    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        yield return EncodedPath.Value(secret);
    }

    // The whole Authorization header is a secret, and so is the signature at its end.
    private static IEnumerable<string?> Parts(NameValue field) =>
        [field.Value, field.Value?.Split("Signature=") is [_, var signature, ..] ? signature : null];
}
