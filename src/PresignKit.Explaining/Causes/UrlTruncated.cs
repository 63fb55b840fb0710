using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The URL ends too early. A shell takes an ampersand outside of quotes for the end of the command.</summary>
internal sealed class UrlTruncated : ICause
{
    private const string Remedy =
        "Put the URL in single quotes on a command line, and copy it whole. Hand it on as one value: not through a log, a chat or a column that cuts long texts.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var presign = request.Presign;
        if (request.Form is not null || UrlEscaped.IsEscaped(request) || !request.Url.Query.Any(p => RefusedRequest.IsOfSignature(p.Name)))
        {
            return [];
        }

        if (presign.Signature is null)
        {
            var cut = request.Url.Query.Count == 1 ? " It ends where the first ampersand stood, as a shell cuts it." : "";
            return [Finding.Proven(RefusalCodes.UrlTruncated, $"The URL is cut: its query lacks {string.Join(", ", presign.Missing)}.{cut}", Remedy)];
        }

        // Most signers put the signature last, so that a cut shows in it.
        return presign.Signature.Length < 64 && request.Url.Query[^1].Name.Equals("X-Amz-Signature", StringComparison.OrdinalIgnoreCase)
            ? [Finding.Proven(
                RefusalCodes.UrlTruncated,
                $"The URL is cut: it ends in {presign.Signature.Length} characters of a signature, which has 64.",
                Remedy)]
            : [];
    }
}
