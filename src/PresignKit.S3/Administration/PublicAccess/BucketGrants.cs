using System.Collections.Immutable;
using PresignKit.S3.Administration.PolicyDocuments;
using PresignKit.S3.Http;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.PublicAccess;

/// <summary>What the bucket's settings permit to everybody, as far as the backend's credentials may read them.</summary>
/// <param name="Grants">What they permit.</param>
/// <param name="Evidence">What was read, and the answers of the store: for reports.</param>
/// <param name="IsRead">Whether policy and ACL could be read, or the store has none.</param>
internal sealed record BucketGrants(ImmutableArray<PublicGrant> Grants, string Evidence, bool IsRead)
{
    /// <summary>Whether something could not be read now, so that nothing follows from what was not found.</summary>
    public bool IsIncomplete { get; init; }

    public static async Task<BucketGrants> ReadAsync(S3StoreSettings settings, BackendSigner signer, PlainHttp http, CancellationToken cancellationToken)
    {
        var block = await AskAsync("publicAccessBlock").ConfigureAwait(false);
        var policy = await AskAsync("policy").ConfigureAwait(false);
        var status = await AskAsync("policyStatus").ConfigureAwait(false);
        var acl = await AskAsync("acl").ConfigureAwait(false);

        // "Blocking public access to your Amazon S3 storage": what is restricted is in force for the bucket's own account only. Ceph 18 keeps the setting,
        // and still lets everybody in, so that it counts at Amazon alone; elsewhere, only requests show it.
        var isRestricted = IsSet(block, "RestrictPublicBuckets") && (settings.ServiceUrl is not { } url || AmazonEndpoint.IsAmazon(url));
        var policies = isRestricted ? [] : OfPolicy(policy, status, settings).ToArray();
        var lists = IsSet(block, "IgnorePublicAcls") || acl.Status != 200 || S3Xml.Parse(acl.Body) is not { } document ? [] : PublicAcl.Read(document);
        return new(
            [.. policies, .. lists],
            $"bucket policy: {Word(policy)}; ACL: {Word(acl)}; public access block: {Word(block)}",
            IsRead: (policy.Status is 404 or 405 or 501
                    || (policy.Status == 200 && PolicyDocument.TryRead(policy.Body, settings) is not null)
                    || (status.Status == 200 && S3Xml.Parse(status.Body)?.Name.LocalName == "PolicyStatus"))
                && (acl.Status is 405 or 501 || (acl.Status == 200 && S3Xml.Parse(acl.Body)?.Name.LocalName == "AccessControlPolicy")))
        {
            IsIncomplete = block.IsBusy || policy.IsBusy || acl.IsBusy,
        };

        Task<PlainAnswer> AskAsync(string name) => BucketSubresource.GetAsync(signer, http, name, cancellationToken);
    }

    private static IEnumerable<PublicGrant> OfPolicy(PlainAnswer policy, PlainAnswer status, S3StoreSettings settings)
    {
        if (policy.Status == 200 && PolicyDocument.TryRead(policy.Body, settings) is { } document)
        {
            return PublicStatements.In(document.Statements);
        }

        // Without the text, only the store's own verdict is left. On some stores (Ceph) it also covers the ACL.
        return status.Status == 200 && IsSet(status, "IsPublic")
            ? [new(PublicActions.All, "the store says that the bucket's policy is public (GetBucketPolicyStatus)")]
            : [];
    }

    private static bool IsSet(PlainAnswer answer, string name) =>
        answer.Status == 200
        && S3Xml.Parse(answer.Body) is { } document
        && string.Equals(S3Xml.Child(document, name)?.Trim(), "true", StringComparison.OrdinalIgnoreCase);

    private static string Word(PlainAnswer answer) => answer.Status switch
    {
        200 => "read",
        404 => "none",
        405 or 501 => "not offered",
        _ => answer.Failure ?? (S3Xml.ErrorCode(S3Xml.Parse(answer.Body)) is { Length: <= 64 } code && code.All(char.IsAsciiLetterOrDigit)
            ? $"{answer.Status} {code}"
            : $"{answer.Status}"),
    };
}
