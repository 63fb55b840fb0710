using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;
using PresignKit.Explaining.Urls;
using PresignKit.SigV4;
using PresignKit.SigV4.Redaction;

namespace PresignKit.Explaining.Output;

/// <summary>
/// Removes the request's secrets from everything that the causes wrote. The causes do not show secrets on purpose, but a value from a malformed URL may
/// contain them.
/// </summary>
internal sealed class Redaction
{
    private readonly SigV4Credentials? _credentials;
    private readonly SecretFilter _secrets;

    private Redaction(SigV4Credentials? credentials, IEnumerable<string?> secrets)
    {
        _credentials = credentials;
        _secrets = new SecretFilter(secrets.OfType<string>());
    }

    public static Redaction Of(RefusedRequest request) => new(
        request.Credentials,
        new[]
        {
            request.Presign.Signature, request.Presign.Token, request.IssuedPresign?.Signature, request.IssuedPresign?.Token,
            request.Error.Field("SignatureProvided"),
        }
        .Concat(request.Url.Query.Concat(request.Issued?.Query ?? []).Concat(request.Error.Canonical?.Query ?? []).Where(IsSecret).Select(p => p.Value))
        .Concat(request.Texts.SelectMany(MovedQuery.Secrets))
        .Concat(request.Headers.Concat(request.IssuedHeaders).Concat(request.Form?.Fields ?? []).Concat(request.Error.Canonical?.Headers ?? [])
            .Where(field => SecretNames.Contain(field.Name)).SelectMany(Parts)));

    public RefusalFinding Apply(RefusalFinding finding) => finding with { Message = Apply(finding.Message), Remedy = Apply(finding.Remedy) };

    public string Apply(string text)
    {
        text = _credentials?.Redact(text, SecretNames.Mark) ?? text;
        text = MovedQuery.Redact(_secrets.Apply(text, SecretNames.Mark));
        return Printable(DisplayText.Shorten(text));
    }

    public override string ToString() => _secrets.ToString();

    // Text from a store or a URL goes to terminals and logs, so it must not contain control sequences.
    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;

    // A signature is secret under any name; a checksum in hex is not.
    private static bool IsSecret(QueryParameter parameter) =>
        SecretNames.Contain(parameter.Name)
        || (parameter.Value.Length == 64 && parameter.Value.All(char.IsAsciiHexDigit)
            && !parameter.Name.Contains("sha256", StringComparison.OrdinalIgnoreCase));

    // The whole Authorization header is a secret, and so is the signature at its end.
    private static IEnumerable<string?> Parts(NameValue field) =>
        [field.Value, field.Value?.Split("Signature=") is [_, var signature, ..] ? signature : null];
}
