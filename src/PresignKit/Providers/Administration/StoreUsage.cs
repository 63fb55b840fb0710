using System.Collections.Immutable;

namespace PresignKit.Providers;

/// <summary>What an application uses a store for, according to the policies in force. Checks and probes cover exactly this.</summary>
public sealed record StoreUsage
{
    /// <summary>What browsers need.</summary>
    /// <value>Null: CORS is not checked.</value>
    public CorsRequirement? Cors { get; init; }

    /// <summary>What the bucket's policy should deny.</summary>
    /// <value>Null: it is not checked.</value>
    public BucketPolicyRequirement? BucketPolicy { get; init; }

    /// <summary>What the bucket's lifecycle rules should remove.</summary>
    /// <value>Null: it is not checked.</value>
    public LifecycleRequirement? Lifecycle { get; init; }

    /// <summary>
    /// The prefixes of the keys of uploads: for each upload policy, the folders before the first token of the key template, such as
    /// <c>uploads/</c>, each listed once; an empty string if a template begins with a token.
    /// </summary>
    /// <value>Empty: no upload policy is in force.</value>
    public ImmutableArray<string> UploadPrefixes { get; init; } = [];

    /// <summary>Whether browsers send objects by PUT: not by form, and not as parts of an upload that the backend created.</summary>
    /// <value>False: no upload policy does so as things are.</value>
    public bool HasObjectPuts { get; init; }

    /// <summary>Whether accepted uploads are locked, so that the bucket must have Object Lock.</summary>
    /// <value>False: no upload policy says so.</value>
    public bool HasLocks { get; init; }
}
