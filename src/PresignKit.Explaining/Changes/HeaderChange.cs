using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Changes;

/// <summary>What causes of altered headers have in common: the three ways to know.</summary>
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
                $"The header {name} was sent as {Show(name, sent)}, and the store received {Show(name, received)}: it was changed on the way.",
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
            yield return Finding.Proven(code, $"The URL is signed for {name}: {Show(name, issued)}, and {Show(name, sent)} was sent.", remedy);
            yield break;
        }

        // What is not known has been filled in with what fits, where something does; but for a length, of which there are too many.
        if (sent is null && name != "content-length")
        {
            yield break;
        }

        var signed = HeaderCandidates.Near(request, name, sent ?? "").Distinct()
            .FirstOrDefault(value => value != sent && request.Fits(described.WithHeader(name, value)));
        if (signed is not null && sent is not null)
        {
            yield return Finding.Proven(code, $"The URL was signed for {name}: {Show(name, signed)}, and {Show(name, sent)} was sent.", remedy);
        }
        else if (signed is not null)
        {
            yield return Finding.Likely(
                code,
                $"All else fits: the URL is signed for {name}: {Show(name, signed)}. What was sent is not known; compare it.",
                remedy);
        }
    }

    private static string Show(string name, string? value) => SecretNames.Contain(name) ? SecretNames.Mark : DisplayText.Value(value);

    private static string Fold(string value) => string.Join(' ', value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
