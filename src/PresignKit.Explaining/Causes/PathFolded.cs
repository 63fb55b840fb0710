using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>Keys may hold dot segments and doubled slashes; URL libraries and proxies fold them.</summary>
/// <remarks>Amazon S3 API Reference, "Signature Calculations for the Authorization Header", task 1: no normalising of paths.</remarks>
internal sealed class PathFolded : ICause
{
    private const string Remedy =
        "Send the URL as text, through nothing that normalises it (System.Uri, new URL(), nginx merge_slashes). Better: keep '.', '..' and empty segments out of keys; PresignKit's ObjectKey refuses them.";

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
                $"The key has dot segments or doubled slashes ({DisplayText.Value(request.Url.RawPath)}), which clients and proxies fold before they send it.",
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

    // What was folded away is gone; a doubled slash and a dot segment can stand in few places.
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
