using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>Another content type than the one that was signed; a charset added by the client is enough.</summary>
internal sealed class ContentTypeDiffers : ICause
{
    private const string Name = "content-type";

    private const string Remedy =
        "Send Content-Type exactly as it was issued, without a charset of the client's own. Clients that add one by themselves (strings in fetch, curl -d, some HTTP libraries) need the header set, and the body given as bytes.";

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
            $"Content-Type is signed, and what was sent, {DisplayText.Value(sent)}, is what clients write by themselves.",
            Remedy)];
    }
}
