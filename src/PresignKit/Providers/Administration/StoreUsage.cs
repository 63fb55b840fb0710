using System.Collections.Immutable;
using PresignKit.Administration;

namespace PresignKit.Providers;

/// <summary>What an application makes of a store, from the policies in force: what checks and probes have to look at.</summary>
public sealed record StoreUsage
{
    /// <summary>What browsers need.</summary>
    /// <value>Null: nothing is asked about CORS.</value>
    public CorsRequirement? Cors { get; init; }

    /// <summary>What the bucket's policy should refuse.</summary>
    /// <value>Null: nothing is asked about it.</value>
    public BucketPolicyRequirement? BucketPolicy { get; init; }

    /// <summary>What the bucket's lifecycle should remove.</summary>
    /// <value>Null: nothing is asked about it.</value>
    public LifecycleRequirement? Lifecycle { get; init; }

    /// <summary>
    /// What the keys of uploads begin with, one for each upload policy whose begins otherwise: the folders before the first token of the
    /// key template, such as <c>uploads/</c>; empty text where it begins with a token.
    /// </summary>
    /// <value>Empty: no upload policy is in force.</value>
    public ImmutableArray<string> UploadPrefixes { get; init; } = [];
}
