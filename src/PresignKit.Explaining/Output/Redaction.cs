using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Output;

/// <summary>
/// The last gate: whatever the causes wrote, the request's own secrets are taken out of it. The causes are written not to show them; a
/// value that comes from a broken URL may hold them nevertheless.
/// </summary>
internal sealed class Redaction
{
    // Shorter ones are no secrets, and would tear words apart.
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

    // A store's words, and what stood in a URL, go to terminals and logs: they must not steer them.
    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        yield return EncodedPath.Value(secret);
    }

    // An Authorization header is whole a secret, and so is the signature at its end.
    private static IEnumerable<string?> Parts(NameValue field) =>
        [field.Value, field.Value?.Split("Signature=") is [_, var signature, ..] ? signature : null];
}
