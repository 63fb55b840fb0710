namespace PresignKit.Providers;

/// <summary>What a store should refuse by itself, whoever asks: what no slot and no download of this application is.</summary>
public sealed record BucketPolicyRequirement
{
    /// <summary>Whose requirement it is: the store's name. What it led to before is replaced; what others have set is not.</summary>
    public required string StoreName { get; init; }

    /// <summary>The longest time that anything signed under the policies in force is valid; whole seconds, at most seven days.</summary>
    public required TimeSpan LongestLifetime { get; init; }
}
