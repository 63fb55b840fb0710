using System.Text;
using System.Text.RegularExpressions;
using PresignKit.Issuing;
using PresignKit.Keys;
using PresignKit.Policies;

namespace PresignKit.Playlists;

/// <summary>
/// The folders that clients can write to, as the key templates of all upload policies of a bucket determine them. A playlist that a client has uploaded
/// into a folder could name whatever else is in it, so such a folder must not be a root, unless it belongs to one slot alone.
/// </summary>
internal sealed class UploadFolders
{
    private readonly (UploadPolicy Policy, Segment[] Folders)[] _written;

    /// <summary>Reads the templates.</summary>
    /// <param name="sharing">The names of the stores that share the bucket.</param>
    /// <param name="policies">The policies of all stores.</param>
    public UploadFolders(IReadOnlySet<string> sharing, PolicyCatalog policies)
    {
        _written =
        [
            .. policies.UploadPolicies.Where(policy => sharing.Contains(policy.StoreName))
                .SelectMany(policy => new[] { (policy, FoldersOf(policy.Key, "")), (policy, FoldersOf(policy.Key, policy.FrozenPrefix)) }),
        ];
    }

    /// <summary>The policy whose uploads can be in the folder, or null. A folder that belongs to one slot alone does not count.</summary>
    public UploadPolicy? FindPolicy(string root)
    {
        var folders = root[..^1].Split('/');
        foreach (var (policy, written) in _written)
        {
            var common = written.AsSpan(0, Math.Min(folders.Length, written.Length));
            if (folders.Length <= written.Length && Matches(folders, common))
            {
                return policy;
            }
        }

        return null;
    }

    private static bool Matches(ReadOnlySpan<string> folders, ReadOnlySpan<Segment> written)
    {
        for (var i = 0; i < folders.Length; i++)
        {
            if (!written[i].Pattern.IsMatch(folders[i]))
            {
                return false;
            }
        }

        // 128 random bits: below it, there is one slot only.
        foreach (var segment in written)
        {
            if (segment.HasId)
            {
                return false;
            }
        }

        return true;
    }

    private static Segment[] FoldersOf(KeyTemplate template, string prefix)
    {
        var segments = new List<Segment>();
        var pattern = new StringBuilder();
        var hasId = false;
        Literal(prefix);
        foreach (var part in template.Parts)
        {
            switch (part.Kind)
            {
                case KeyTemplatePartKind.Literal:
                    Literal(part.Text);
                    break;
                case KeyTemplatePartKind.Date:
                    // Only the number of folders matters: whatever date, the folder is written to.
                    Literal(part.Text, any: true);
                    break;
                case KeyTemplatePartKind.Id:
                    pattern.Append("[0-9a-f]{32}");
                    hasId = true;
                    break;
                default:
                    pattern.Append(".*");
                    break;
            }
        }

        // What follows the last slash is the name of the object.
        return [.. segments];

        void Literal(string text, bool any = false)
        {
            var pieces = text.Split('/');
            for (var i = 0; i < pieces.Length; i++)
            {
                if (i > 0)
                {
                    segments.Add(new(
                        new Regex($"\\A{pattern}\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline), hasId));
                    pattern.Clear();
                    hasId = false;
                }

                pattern.Append(any ? ".*" : Regex.Escape(pieces[i]));
            }
        }
    }

    private readonly record struct Segment(Regex Pattern, bool HasId);
}
