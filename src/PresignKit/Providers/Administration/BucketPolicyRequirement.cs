namespace PresignKit.Providers;

/// <summary>What a bucket's policy should deny to everyone: requests that cannot be a slot or a download of this application.</summary>
public sealed record BucketPolicyRequirement
{
    /// <summary>The name of the store that requires it. Statements that it required before are replaced; those of others are not.</summary>
    public required string StoreName { get; init; }

    /// <summary>The longest lifetime of anything that is signed under the policies: whole seconds, at most seven days.</summary>
    public required TimeSpan LongestLifetime { get; init; }
}
