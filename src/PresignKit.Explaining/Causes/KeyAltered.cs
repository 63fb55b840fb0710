using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>Another key, or another bucket, than the one that was signed.</summary>
internal sealed class KeyAltered : ICause
{
    private static readonly Func<PathChange, bool>[] Kinds =
        [PathPrefixChanged.IsPrefix, PathFolded.IsFolding, KeyPlusForSpace.IsConfusion, KeyEncodedTwice.IsEncoding, KeyNormalized.IsNormalizing];

    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => PathChange
        .Of(request, change => !Kinds.Any(isKind => isKind(change)), path => [path + "/", path.TrimEnd('/'), path.ToLowerInvariant(), path.Replace('\\', '/')])
        .Select(words => Finding.Proven(
            RefusalCodes.KeyAltered,
            $"The URL is for another key: {words}.",
            "A signed URL reaches one key. Ask for a URL of the other one; send this one as issued."));
}
