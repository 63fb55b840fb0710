using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Urls;

namespace PresignKit.Explaining.Causes;

/// <summary>A proxy added something to the beginning of the path, or removed it.</summary>
internal sealed class PathPrefixChanged : ICause
{
    private const string Signed =
        "The path is signed as the client sends it. Let the proxy pass on the whole path, or include the prefix that the store sees in the public endpoint. "
        + "A proxy that removes a prefix (nginx: proxy_pass with a path, rewrite) breaks every signature. If it does so on purpose, set PublicPathPrefix to "
        + "RemovedByProxy, so that the prefix is not signed.";

    private const string Unsigned =
        "PublicPathPrefix is RemovedByProxy, so the path of the public endpoint is not signed: let the proxy remove exactly that path. "
        + "If the proxy passes on the whole path, set PublicPathPrefix to PassedOn.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => PathChange
        .Of(request, IsPrefix, path => Undo(request, path))
        .Select(words => Finding.Proven(
            RefusalCodes.PathPrefixChanged,
            $"The beginning of the path was changed: {words}.",
            request.IsPrefixRemoved ? Unsigned : Signed));

    public static bool IsPrefix(PathChange change) =>
        !PathFolded.IsFolding(change)
        && (change.Signed.EndsWith(change.Received, StringComparison.Ordinal) || change.Received.EndsWith(change.Signed, StringComparison.Ordinal));

    private static IEnumerable<string> Undo(RefusedRequest request, string path)
    {
        for (var slash = path.IndexOf('/', 1); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[slash..];
        }

        if (request.Endpoint is { } endpoint && SentUrl.Parse(endpoint).RawPath.TrimEnd('/') is { Length: > 0 } prefix)
        {
            yield return prefix + path;
        }

        yield return "/" + HostNames.FirstLabel(request.Url.Host) + path;
        foreach (var usual in (string[])["/s3", "/minio", "/storage", "/api/s3", "/files", "/media", "/bucket"])
        {
            yield return usual + path;
        }
    }
}
