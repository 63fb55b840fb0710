using System.Collections.Immutable;
using PresignKit.SigV4;

namespace PresignKit.S3.Settings;

/// <summary>
/// What every request for a bucket says about it: who pays, and whose it must be. S3 takes both as headers or, in a presigned URL, as query parameters. In
/// the query, no client has to send them, and CORS need not allow them.
/// </summary>
/// <remarks>
/// Amazon S3 User Guide, "Downloading objects from Requester Pays buckets" and "Verifying bucket ownership with bucket owner condition".
/// </remarks>
internal static class BucketFacts
{
    /// <summary>The most facts that a bucket can have.</summary>
    public const int MaximumCount = 2;

    /// <summary>The account that the bucket must belong to.</summary>
    public const string ExpectedOwner = "x-amz-expected-bucket-owner";
    private const string Payer = "x-amz-request-payer";
    private const int OwnerLength = 12;

    /// <summary>The facts, in the order in which a signature sorts them.</summary>
    public static ImmutableArray<NameValue> Read(S3StoreOptions options, StoreProfile profile, Action<string, string> flaw)
    {
        var facts = ImmutableArray.CreateBuilder<NameValue>(MaximumCount);
        if (options.ExpectedBucketOwner is { } owner)
        {
            if (owner.Length != OwnerLength || !owner.All(char.IsAsciiDigit))
            {
                flaw(nameof(options.ExpectedBucketOwner), "is not the ID of an account; set it to 12 digits, or remove it");
            }

            Require(nameof(options.ExpectedBucketOwner), profile.ExpectedBucketOwner, nameof(profile.ExpectedBucketOwner));
            facts.Add(new(ExpectedOwner, owner));
        }

        if (options.RequesterPays)
        {
            Require(nameof(options.RequesterPays), profile.RequesterPays, nameof(profile.RequesterPays));
            facts.Add(new(Payer, "requester"));
        }

        return facts.ToImmutable();

        // A store that ignores it would look as if it had agreed.
        void Require(string setting, Capability capability, string name)
        {
            if (capability != Capability.Yes)
            {
                flaw(setting, $"is set, but {name} of profile '{profile.Name}' is {capability}: the store may ignore it; remove it, or use a store "
                    + "that honors it");
            }
        }
    }

    /// <summary>Whether a header or query parameter is one of the facts, whatever the letter case.</summary>
    public static bool IsFact(ImmutableArray<NameValue> facts, string name) =>
        facts.Any(fact => fact.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
