using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The end of the URL is missing. A shell ends a command at an ampersand outside quotes.</summary>
internal sealed class UrlTruncated : ICause
{
    private const string Remedy =
        "Copy the whole URL, and put it in single quotes on a command line. Pass it on as one value, not through a log, a chat, or a database column that "
        + "truncates long text.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var presign = request.Presign;
        if (request.Form is not null || UrlEscaped.IsEscaped(request) || !request.Url.Query.Any(p => RefusedRequest.IsOfSignature(p.Name)))
        {
            return [];
        }

        if (presign.Signature is null)
        {
            var cut = request.Url.Query.Count == 1 ? " Only the first parameter is left: a shell cuts an unquoted URL at the first ampersand." : "";
            return [Finding.Visible(
                request.Error.Code == "SignatureDoesNotMatch" ? request.Error.Code : null, [], RefusalCodes.UrlTruncated,
                $"The URL is truncated: the query does not contain {string.Join(", ", presign.Missing)}.{cut}", Remedy)];
        }

        // Most signers put the signature last, so truncation shows there.
        return presign.Signature.Length < 64 && request.Url.Query[^1].Name.Equals("X-Amz-Signature", StringComparison.OrdinalIgnoreCase)
            ? [Finding.Proven(
                RefusalCodes.UrlTruncated,
                $"The URL is truncated: it ends with {presign.Signature.Length} characters of the signature, which has 64.",
                Remedy)]
            : [];
    }
}
