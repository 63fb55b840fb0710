using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Changes;

/// <summary>Detects a changed signed header in three ways: from the store's answer, from what was issued, and by recomputing.</summary>
internal static class HeaderChange
{
    public static IEnumerable<RefusalFinding> Find(RefusedRequest request, string name, string code, string remedy)
    {
        if (request.Form is not null || !request.IsSigned(name) || request.Sent is not { } described || !request.MayBeSignature)
        {
            yield break;
        }

        var sent = request.SentValue(name);
        var received = request.Error.Canonical?.Header(name);
        if (sent is not null && received is { Length: > 0 } && Fold(received) != Fold(sent))
        {
            yield return Finding.Proven(
                code,
                $"The header {name} was sent as {Show(name, sent)}, but the store received {Show(name, received)}: it was changed on the way.",
                remedy);
            yield break;
        }

        if (request.IsIntact || (sent is null && request.HasHeaders && name != "content-length"))
        {
            yield break;
        }

        sent ??= received;
        if (sent is not null && request.IssuedHeader(name) is { } issued && Fold(issued) != Fold(sent))
        {
            yield return Finding.Proven(code, $"The URL is signed for {name}: {Show(name, issued)}, but {Show(name, sent)} was sent.", remedy);
            yield break;
        }

        // Unknown values have been tried already, except for lengths, of which there are too many.
        if (sent is null && name != "content-length")
        {
            yield break;
        }

        var signed = HeaderCandidates.Near(request, name, sent ?? "").Distinct()
            .FirstOrDefault(value => value != sent && request.Fits(described.WithHeader(name, value)));
        if (signed is not null && sent is not null)
        {
            yield return Finding.Proven(code, $"The URL was signed for {name}: {Show(name, signed)}, but {Show(name, sent)} was sent.", remedy);
        }
        else if (signed is not null)
        {
            yield return Finding.Likely(
                code,
                $"The URL is signed for {name}: {Show(name, signed)}, and everything else matches. What was sent is not known; compare it.",
                remedy);
        }
    }

    private static string Show(string name, string? value) => SecretNames.Contain(name) ? SecretNames.Mark : DisplayText.Value(value);

    private static string Fold(string value) => string.Join(' ', value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
