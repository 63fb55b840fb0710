using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.PublicAccess;

/// <summary>Decides from what was accepted without a signature and from the bucket's settings whether the bucket is open to everybody.</summary>
internal static class PublicAccessFinding
{
    public static StoreFinding? Of(S3StoreSettings settings, AnonymousAccess requests, IReadOnlyList<PublicGrant> grants)
    {
        PublicGrant[] everybody = [.. grants.Where(grant => !grant.IsNarrowed)];
        var granted = Union(everybody);

        // What was accepted here, and is permitted only to known networks or accounts, this machine seems to be among.
        var narrowed = Union(grants.Where(grant => grant.IsNarrowed)) & ~granted;

        // A grant for all objects that the store refuses all the same: something else, such as a public access block of the account, prevails.
        var inForce = Union(everybody.Where(grant => !grant.IsWholeBucket || (grant.Actions & ~requests.Refused) != PublicActions.None));
        var open = (requests.Open & ~narrowed) | inForce;
        string[] evidence = [.. requests.Evidence, .. grants.Where(grant => !grant.IsNarrowed || (grant.Actions & requests.Open) != 0).Select(g => g.Source)];
        if (open != PublicActions.None)
        {
            return open == PublicActions.Read && settings.AllowPublicReads
                ? new(FindingCodes.BucketPublic, FindingSeverity.Information, OnPurpose(settings, evidence))
                : new(FindingCodes.BucketPublic, FindingSeverity.Error, Open(settings, open, evidence));
        }

        return (requests.Open & narrowed) != PublicActions.None
            ? new(FindingCodes.BucketPublic, FindingSeverity.Warning, Narrowed(settings, requests.Open, evidence))
            : granted != PublicActions.None && !(granted == PublicActions.Read && settings.AllowPublicReads)
            ? new(FindingCodes.BucketPublic, FindingSeverity.Warning, Held(settings, evidence))
            : null;
    }

    /// <summary>The store was asked, and did not answer, so that what was found before still counts.</summary>
    public static StoreFinding Incomplete(S3StoreSettings settings) => new(
        FindingCodes.StoreBusy,
        FindingSeverity.Warning,
        $"Store '{settings.Name}' did not answer everything about bucket '{settings.Bucket}', so whether it is open to everybody could not be checked.");

    /// <summary>What is permitted, in words.</summary>
    public static string Words(PublicActions actions)
    {
        List<string> words = [];
        Add(PublicActions.Read, "read");
        Add(PublicActions.List, "list");
        Add(PublicActions.Write, "write");
        Add(PublicActions.Delete, "delete");
        var text = words.Count switch
        {
            0 => "",
            1 => $"{words[0]} its objects",
            _ => $"{string.Join(", ", words[..^1])} and {words[^1]} its objects",
        };
        return !actions.HasFlag(PublicActions.Administer) ? text : text.Length == 0 ? "change its access settings" : $"{text}, and change its access settings";

        void Add(PublicActions action, string word)
        {
            if (actions.HasFlag(action))
            {
                words.Add(word);
            }
        }
    }

    private static PublicActions Union(IEnumerable<PublicGrant> grants) => grants.Aggregate(PublicActions.None, (all, grant) => all | grant.Actions);

    private static string Open(S3StoreSettings settings, PublicActions open, string[] evidence) =>
        $"Bucket '{settings.Bucket}' of store '{settings.Name}' is open to everybody: anyone can {Words(open)} without a signature "
        + $"({string.Join("; ", evidence)}), so no URL limits anything, and no guarantee of the store holds. Turn on the bucket's public access block, "
        + "remove what allows Principal \"*\" from the bucket policy, and the grants to AllUsers and AuthenticatedUsers from the ACLs of the bucket and of "
        + "its objects."
        + (open.HasFlag(PublicActions.Read) && !settings.AllowPublicReads
            ? $" If its objects are public on purpose, set Stores:{settings.Name}:{nameof(S3StoreOptions.AllowPublicReads)} to true; that permits "
                + "reading only."
            : "");

    private static string OnPurpose(S3StoreSettings settings, string[] evidence) =>
        $"Everybody can read the objects of bucket '{settings.Bucket}' of store '{settings.Name}' without a signature ({string.Join("; ", evidence)}), as "
        + $"Stores:{settings.Name}:{nameof(S3StoreOptions.AllowPublicReads)} permits. A download URL protects nothing there.";

    private static string Narrowed(S3StoreSettings settings, PublicActions open, string[] evidence) =>
        $"Bucket '{settings.Bucket}' of store '{settings.Name}' is open to everybody in this machine's network: anyone there can {Words(open)} without a "
        + $"signature ({string.Join("; ", evidence)}). A condition of the bucket policy limits this to that network, but within it, URLs limit nothing. Allow "
        + "named principals instead of \"*\", unless everybody in that network may do so.";

    private static string Held(S3StoreSettings settings, string[] evidence) =>
        $"Bucket '{settings.Bucket}' of store '{settings.Name}' permits requests without a signature ({string.Join("; ", evidence)}), which the store refuses "
        + "nevertheless, perhaps because of a public access block of the account. Once that is turned off, the bucket is open to everybody: "
        + "remove what permits it.";
}
