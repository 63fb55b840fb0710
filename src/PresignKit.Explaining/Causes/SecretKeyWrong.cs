using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The store has another secret for the access key than the one that signed: rotated, mistyped, of another environment.</summary>
internal sealed class SecretKeyWrong : ICause
{
    private const string Remedy =
        "Compare the secret that the backend signs with to the store's for this key: a rotation that reached one of them, a space or line break at its end, another environment. URLs signed with the old secret are dead: issue new ones.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        // A gateway with STS (Ceph) answers wrong signatures, too, with AccessDenied and no word more.
        var isWordless = request.Error.Code == "AccessDenied" && request.Error.Message.Length == 0 && request.CanSearch;
        if (!(request.IsSignatureMismatch || isWordless) || request.Form is not null || request.Presign.Credential is not { } credential
            || request.Sent is not { } sent)
        {
            yield break;
        }

        var key = credential.AccessKeyId;
        if (request.Credentials is { } credentials && credentials.AccessKeyId != key)
        {
            yield return Finding.Likely(
                RefusalCodes.SecretKeyWrong,
                $"The URL is signed by the access key {key}, and the credentials given are those of {credentials.AccessKeyId}.",
                "Give the credentials of the access key in the URL, or look where it gets its own from.");
            yield break;
        }

        var arrivedAsSent = Arrived(request, sent);
        if (request.IsIntact)
        {
            if (arrivedAsSent == true)
            {
                yield return Finding.Proven(
                    RefusalCodes.SecretKeyWrong,
                    $"The signature is right for the credentials given, and the store received exactly what was sent: it has another secret for {key}.",
                    Remedy);
            }
            else if (arrivedAsSent is null)
            {
                yield return Finding.Likely(RefusalCodes.SecretKeyWrong, $"The signature is right for the credentials given, and the store refuses it: it has another secret for {key}, or something in between changed the request.", Remedy + " If a proxy stands in front of the store, try without it.");
            }

            yield break;
        }

        // Asked last: all that recomputing could find has been looked for.
        if (request.CanSearch && request.Signed is null)
        {
            yield return Finding.Likely(
                RefusalCodes.SecretKeyWrong,
                $"The signature is not made with the secret given, neither over what was sent nor over what it may have been: another secret signed for {key}, or the URL was changed in more than one place.",
                Remedy);
        }
        else if (request.Credentials is null && arrivedAsSent == true && (request.Issued is null || IsAsIssued(request)))
        {
            yield return Finding.Likely(
                RefusalCodes.SecretKeyWrong,
                $"The store received what was sent, and computes another signature: another secret signed for {key}, or the URL was changed before it was sent.",
                Remedy);
        }
    }

    // Null where it is not known.
    private static bool? Arrived(RefusedRequest request, SignableRequest sent)
    {
        if (request.Error.Canonical is not { } canonical)
        {
            return null;
        }

        var filled = UnknownHeaders.Fill(request, sent).Select(SignatureSearch.Canonical).OfType<CanonicalText>();
        return filled.Any(text =>
            text.Method == canonical.Method && text.Path == canonical.Path && text.Query.SequenceEqual(canonical.Query)
            && text.Headers.SequenceEqual(canonical.Headers) && text.PayloadHash == canonical.PayloadHash);
    }

    private static bool IsAsIssued(RefusedRequest request) =>
        request.Issued!.Host == request.Url.Host && request.Issued.RawPath == request.Url.RawPath && request.Issued.Query.SequenceEqual(request.Url.Query);
}
