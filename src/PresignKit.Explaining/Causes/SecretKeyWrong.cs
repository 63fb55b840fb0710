using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

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
        var mayBe = (request.IsSignatureMismatch || isWordless) && request.Form is null && request.Method != "OPTIONS" && !request.IsAuthenticated;
        if (!mayBe || request.Presign.Credential is not { } credential || request.Sent is not { } sent)
        {
            yield break;
        }

        var key = credential.AccessKeyId;
        if (request.Credentials is { } credentials && credentials.AccessKeyId != key)
        {
            yield return Finding.Possible(
                RefusalCodes.SecretKeyWrong,
                $"The URL is signed with the access key {key}, but the supplied credentials are those of {credentials.AccessKeyId}.",
                "Supply the credentials of the access key in the URL, or check which credentials the signer uses.");
            yield break;
        }

        var arrivedAsSent = Arrived(request, sent);
        var unknown = request.HeadersNotSupplied.ToList();
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
            else if (arrivedAsSent is null && unknown.Count > 0)
            {
                yield return NotSupplied(
                    $"The URL is signed for {Values(request, unknown)}, and with that the signature is correct. What was sent is not known: another value, "
                        + "or none, "
                        + "was sent, since the store refuses the signature.",
                    unknown);
                yield return Finding.Possible(RefusalCodes.SecretKeyWrong, $"If it was sent, the store has a different secret for {key}.", Remedy);
            }
            else if (arrivedAsSent is null)
            {
                yield return Finding.Likely(
                    RefusalCodes.SecretKeyWrong,
                    $"The signature is correct for the supplied credentials, but the store refuses it: it has a different secret for {key}, "
                        + "or the request was changed on the way"
                        + (request.HasHeaders ? "." : ", or what was sent had x-amz-content-sha256, or a body in chunks: supply the headers that were sent."),
                    Remedy + " If there is a proxy in front of the store, try without it.");
            }

            yield break;
        }

        // By now, everything that recomputing can find has been tried.
        if (request.CanSearch && request.Signed is null && unknown.Count > 0)
        {
            yield return NotSupplied(
                $"The signature covers {string.Join(", ", unknown)}, whose {(unknown.Count == 1 ? "value is" : "values are")} not known, so it cannot be "
                    + "checked. "
                    + "Perhaps the client did not send what was signed.",
                unknown);
            yield return Finding.Possible(RefusalCodes.SecretKeyWrong, $"If all of that was sent as signed, another secret was used for {key}.", Remedy);
        }
        else if (request.CanSearch && request.Signed is null)
        {
            yield return Finding.Likely(
                RefusalCodes.SecretKeyWrong,
                $"With the supplied secret, the signature matches neither the request that was sent nor any likely variant: another secret was used for {key}, "
                    + "or the URL was changed in a way that cannot be guessed, such as to another key.",
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

    private static RefusalFinding NotSupplied(string message, List<string> names) => Finding.Likely(
        RefusalCodes.HeaderNotSent,
        message,
        $"Supply what was sent: all headers, among them {string.Join(", ", names)}, and the size of the body. Send every header that was issued with the URL.");

    private static string Values(RefusedRequest request, List<string> names)
    {
        var signed = request.Signed?.Headers ?? [];
        return string.Join(", ", names.Select(name => $"{name}: {Show(name, signed.FirstOrDefault(header => header.Name == name).Value)}"));
    }

    private static string Show(string name, string? value) => SecretNames.Contain(name) ? SecretNames.Mark : DisplayText.Value(value);

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
