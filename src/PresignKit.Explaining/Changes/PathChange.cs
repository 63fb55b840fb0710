using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Changes;

/// <summary>A path that was signed, and the one that arrived instead.</summary>
/// <param name="Signed">The path that was signed, decoded.</param>
/// <param name="Received">The path that was sent or received, decoded.</param>
/// <param name="Words">The change, as a clause of a sentence.</param>
internal sealed record PathChange(string Signed, string Received, string Words)
{
    /// <summary>The changes that are known without recomputing.</summary>
    public static IEnumerable<PathChange> Known(RefusedRequest request)
    {
        if (request.Form is not null || !request.MayBeSignature)
        {
            yield break;
        }

        if (request.Error.Canonical is { } canonical && LenientText.Decode(canonical.Path, plusIsSpace: false) is var received && received != request.Url.Path)
        {
            var verb = request.IsPrefixRemoved ? "signed" : "sent";
            yield return new(
                request.Url.Path,
                received,
                $"the path was {verb} as {DisplayText.Path(request.Url.RawPath)}, but the store received {DisplayText.Path(canonical.Path)}");
        }

        if (request.Issued is { } issued && issued.Path != request.Url.Path)
        {
            yield return new(
                issued.Path,
                request.Url.Path,
                $"the path was issued as {DisplayText.Path(issued.RawPath)}, but sent as {DisplayText.Path(request.Url.RawPath)}");
        }
    }

    /// <summary>
    /// The change of one kind, in words: a known one, or else one that recomputing finds among the paths that <paramref name="undo"/> derives from
    /// the path that was sent.
    /// </summary>
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

        var signed = undo(sent.Path).TakeWhile(_ => request.MaySearch).Distinct()
            .FirstOrDefault(path => path != sent.Path && request.Fits(sent with { Path = path }));
        return signed is null ? [] : [$"the URL was signed for the path {DisplayText.Path(signed)}, but {DisplayText.Path(sent.Path)} was sent"];
    }

    public override string ToString() => Words;
}
