using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>
/// The URL was not signed with the secret that the store has for the access key: it was rotated, mistyped, or belongs to another environment.
/// </summary>
internal sealed class SecretKeyWrong : ICause
{
    private const string Remedy =
        "Configure the backend and the store with the same secret for this access key: check for a rotation that reached only one of them, a space or line "
        + "break at the end, or another environment. URLs signed with the old secret stay invalid: issue new ones.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        // A gateway with STS (Ceph) answers wrong signatures, too, with AccessDenied and no message.
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
                $"The URL is signed with the access key {key}, but the supplied credentials are those of {credentials.AccessKeyId}.",
                "Supply the credentials of the access key in the URL, or check which credentials the signer uses.");
            yield break;
        }

        var arrivedAsSent = Arrived(request, sent);
        if (request.IsIntact)
        {
            if (arrivedAsSent == true)
            {
                yield return Finding.Proven(
                    RefusalCodes.SecretKeyWrong,
                    "The signature is correct for the supplied credentials, and the store received exactly what was sent: it has a different secret "
                        + $"for {key}.",
                    Remedy);
            }
            else if (arrivedAsSent is null)
            {
                yield return Finding.Likely(
                    RefusalCodes.SecretKeyWrong,
                    $"The signature is correct for the supplied credentials, but the store refuses it: it has a different secret for {key}, "
                        + "or the request was changed on the way.",
                    Remedy + " If there is a proxy in front of the store, try without it.");
            }

            yield break;
        }

        // By now, everything that recomputing can find has been tried.
        if (request.CanSearch && request.Signed is null)
        {
            yield return Finding.Likely(
                RefusalCodes.SecretKeyWrong,
                $"With the supplied secret, the signature matches neither the request that was sent nor any likely variant: another secret was used for {key}, "
                    + "or the URL was changed in more than one place.",
                Remedy);
        }
        else if (request.Credentials is null && arrivedAsSent == true && (request.Issued is null || IsAsIssued(request)))
        {
            yield return Finding.Likely(
                RefusalCodes.SecretKeyWrong,
                $"The store received what was sent, but computed a different signature: another secret was used for {key}, or the URL was changed "
                    + "before it was sent.",
                Remedy);
        }
    }

    // Null if it is not known.
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
