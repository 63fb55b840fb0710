using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The content type is not the signed one; a charset added by the client is enough.</summary>
internal sealed class ContentTypeDiffers : ICause
{
    private const string Name = "content-type";

    private const string Remedy =
        "Send Content-Type exactly as it was issued, without a charset added by the client. With clients that add one by default (strings in fetch, "
        + "curl -d, some HTTP libraries), set the header explicitly and pass the body as bytes.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var findings = HeaderChange.Find(request, Name, RefusalCodes.ContentTypeDiffers, Remedy).ToList();
        if (findings.Count > 0 || !request.IsSigned(Name) || !request.IsSignatureMismatch || request.IsIntact || request.Credentials is not null
            || request.IssuedHeader(Name) is not null)
        {
            return findings;
        }

        var sent = request.Header(Name) ?? request.Error.Canonical?.Header(Name);
        if (sent is null || !(sent.Contains("charset", StringComparison.OrdinalIgnoreCase)
            || sent.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            || sent.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase)))
        {
            return [];
        }

        return [Finding.Likely(
            RefusalCodes.ContentTypeDiffers,
            $"Content-Type is signed, but {DisplayText.Value(sent)} was sent, which looks like the client's own default.",
            Remedy)];
    }
}
