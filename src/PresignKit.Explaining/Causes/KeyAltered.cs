using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The key or the bucket is not the signed one.</summary>
internal sealed class KeyAltered : ICause
{
    private static readonly Func<PathChange, bool>[] Kinds =
        [PathPrefixChanged.IsPrefix, PathFolded.IsFolding, KeyPlusForSpace.IsConfusion, KeyEncodedTwice.IsEncoding, KeyNormalized.IsNormalizing];

    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => PathChange
        .Of(
            request,
            change => !Kinds.Any(isKind => isKind(change)),
            path => [path + "/", path.TrimEnd('/'), path.ToLowerInvariant(), path.Replace('\\', '/')])
        .Select(words => Finding.Proven(
            RefusalCodes.KeyAltered,
            $"The key in the URL is not the signed one: {words}.",
            "A signed URL is valid for one key. Send it as issued, and request another URL for another key."));
}
