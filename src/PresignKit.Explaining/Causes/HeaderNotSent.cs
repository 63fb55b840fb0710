using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>A header stands in X-Amz-SignedHeaders and was not sent.</summary>
internal sealed class HeaderNotSent : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        // Then they are missing for another reason.
        if (MethodDiffers.ReadsWithUploadUrl(request))
        {
            yield break;
        }

        foreach (var name in request.Presign.SignedHeaders)
        {
            var isKnownMissing = request.HasHeaders && request.SentValue(name) is null && name != "content-length";
            // Amazon computes with nothing where a signed header did not come.
            var isSeenMissing = request.Error.Canonical?.Header(name) is { Length: 0 };
            if (!isKnownMissing && !isSeenMissing)
            {
                continue;
            }

            if (request.Header(name) is { Length: > 0 } sent)
            {
                yield return Finding.Proven(
                    RefusalCodes.HeaderNotSent,
                    $"The header {name}: {Shown(name, sent)} is signed and was sent, but did not reach the store: something between dropped it.",
                    $"Let the proxy pass {name} on as it comes.");
                continue;
            }

            var message = $"The header {name} is signed into the URL (X-Amz-SignedHeaders) and was not sent.";
            var remedy = $"Send {name}{(request.IssuedHeader(name) is { } value ? $": {Shown(name, value)}" : " with exactly the value that was signed")}. Every header that was issued with the URL has to be sent.";
            yield return request.MayBeSignature
                ? Finding.Proven(RefusalCodes.HeaderNotSent, message, remedy)
                : Finding.Possible(RefusalCodes.HeaderNotSent, message, remedy);
        }
    }

    private static string Shown(string name, string value) => SecretNames.Contain(name) ? SecretNames.Mark : value;
}
