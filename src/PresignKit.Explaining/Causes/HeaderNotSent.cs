using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>A header is listed in X-Amz-SignedHeaders, but was not sent.</summary>
internal sealed class HeaderNotSent : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        // Then the method is wrong, and the headers are missing for that reason.
        if (MethodDiffers.ReadsWithUploadUrl(request))
        {
            yield break;
        }

        foreach (var name in request.Presign.SignedHeaders)
        {
            var isKnownMissing = request.HasHeaders && (name == "content-length" ? request.IsChunked : request.SentValue(name) is null);
            // Amazon S3 computes the signature with an empty value if a signed header is missing.
            var isSeenMissing = request.Error.Canonical?.Header(name) is { Length: 0 };
            if (!isKnownMissing && !isSeenMissing)
            {
                continue;
            }

            if (request.Header(name) is { Length: > 0 } sent)
            {
                yield return Finding.Proven(
                    RefusalCodes.HeaderNotSent,
                    $"The signed header {name}: {Show(name, sent)} was sent, but did not reach the store: it was dropped on the way.",
                    $"Let the proxy pass {name} on unchanged.");
                continue;
            }

            var message = $"The header {name} is signed (X-Amz-SignedHeaders), but was not sent.";
            var remedy = $"Send {name}{(request.IssuedHeader(name) is { } value ? $": {Show(name, value)}" : " with exactly the value that was signed")}. "
                + "Every header that was issued with the URL must be sent.";
            yield return request.MayBeSignature
                ? Finding.Proven(RefusalCodes.HeaderNotSent, message, remedy)
                : Finding.Possible(RefusalCodes.HeaderNotSent, message, remedy);
        }
    }

    private static string Show(string name, string value) => SecretNames.Contain(name) ? SecretNames.Mark : value;
}
