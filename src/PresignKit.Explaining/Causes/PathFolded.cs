using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>A key can contain dot segments and doubled slashes, but URL libraries and proxies fold them.</summary>
/// <remarks>Amazon S3 API Reference, "Signature Calculations for the Authorization Header", task 1: paths are not normalized.</remarks>
internal sealed class PathFolded : ICause
{
    private const string Remedy =
        "Handle the URL as text, without anything that normalizes it (System.Uri, new URL(), nginx merge_slashes). Preferably, do not use keys with "
        + "'.', '..', or empty segments; PresignKit's ObjectKey rejects them.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var found = PathChange.Of(request, IsFolding, Unfold)
            .Select(words => Finding.Proven(RefusalCodes.PathFolded, $"The path was folded: {words}.", Remedy))
            .ToList();
        if (found.Count > 0 || request.Form is not null || request.IsIntact || request.Credentials is not null || request.Issued is not null
            || !request.IsSignatureMismatch)
        {
            return found;
        }

        return Fold(request.Url.Path) != request.Url.Path
            ? [Finding.Possible(
                RefusalCodes.PathFolded,
                $"The key contains dot segments or doubled slashes ({DisplayText.Path(request.Url.RawPath)}), which clients and proxies may fold.",
                Remedy)]
            : [];
    }

    public static bool IsFolding(PathChange change) => Fold(change.Signed) == Fold(change.Received);

    private static string Fold(string path)
    {
        var folded = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && folded.Count > 0)
            {
                folded.RemoveAt(folded.Count - 1);
            }
            else if (segment is not ("." or ".."))
            {
                folded.Add(segment);
            }
        }

        return "/" + string.Join('/', folded) + (path.EndsWith('/') && folded.Count > 0 ? "/" : "");
    }

    // Removed names are lost, but a doubled slash or a dot segment can be in few places.
    private static IEnumerable<string> Unfold(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path.Insert(slash, "/");
            yield return path.Insert(slash, "/.");
        }

        yield return Fold(path);
    }
}
