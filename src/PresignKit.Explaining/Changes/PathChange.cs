using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Changes;

/// <summary>Two paths of which one was signed and the other arrived.</summary>
/// <param name="Signed">What was signed, decoded.</param>
/// <param name="Received">What was sent or received, decoded.</param>
/// <param name="Words">Where the change happened.</param>
internal sealed record PathChange(string Signed, string Received, string Words)
{
    /// <summary>Changes that are known without recomputing.</summary>
    public static IEnumerable<PathChange> Known(RefusedRequest request)
    {
        if (request.Form is not null || !request.MayBeSignature)
        {
            yield break;
        }

        if (request.Error.Canonical is { } canonical && LenientText.Decode(canonical.Path, plusIsSpace: false) is var received && received != request.Url.Path)
        {
            yield return new(request.Url.Path, received, $"the path was {(request.IsPrefixRemoved ? "signed" : "sent")} as {DisplayText.Value(request.Url.RawPath)}, and the store computed with {DisplayText.Value(canonical.Path)}");
        }

        if (request.Issued is { } issued && issued.Path != request.Url.Path)
        {
            yield return new(
                issued.Path,
                request.Url.Path,
                $"the path was issued as {DisplayText.Value(issued.RawPath)} and sent as {DisplayText.Value(request.Url.RawPath)}");
        }
    }

    /// <summary>Changes of one kind: the known ones, and the one that recomputing finds among those that <paramref name="undo"/> makes of the path as sent.</summary>
    public static IEnumerable<string> Of(RefusedRequest request, Func<PathChange, bool> isKind, Func<string, IEnumerable<string>> undo)
    {
        var known = Known(request).FirstOrDefault(isKind);
        if (known is not null)
        {
            return [known.Words];
        }

        if (!request.CanSearch || request.Sent is not { } sent)
        {
            return [];
        }

        var signed = undo(sent.Path).Distinct().FirstOrDefault(path => path != sent.Path && request.Fits(sent with { Path = path }));
        return signed is null ? [] : [$"the URL was signed for the path {DisplayText.Value(signed)}, and {DisplayText.Value(sent.Path)} was sent"];
    }

    public override string ToString() => Words;
}
