using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PresignKit.S3.Administration.PolicyDocuments;
using PresignKit.S3.Administration.PublicAccess;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.BucketPolicy;

/// <summary>A bucket's current policy, and a version of it with one store's statements replaced. Other statements are kept unchanged.</summary>
/// <remarks>IAM User Guide, "Grammar of the IAM JSON policy language".</remarks>
internal sealed class BucketPolicyDocument
{
    private readonly JsonObject? _found;
    private readonly ImmutableArray<JsonObject> _statements;

    private BucketPolicyDocument(JsonObject? found, ImmutableArray<JsonObject> statements)
    {
        _found = found;
        _statements = statements;
    }

    /// <summary>What the policy permits to everybody.</summary>
    public IReadOnlyList<PublicGrant> Public => PublicStatements.In(_statements);

    /// <summary>Reads the policy that the store returned; a document without statements if the bucket has none.</summary>
    /// <exception cref="StoreException">The text is not a valid bucket policy.</exception>
    public static BucketPolicyDocument Read(string? json, S3StoreSettings settings)
    {
        var document = PolicyDocument.Read(json, settings);
        return new(document.Found, document.Statements);
    }

    /// <summary>The policy without its statements that permit anything to everybody, except those that the predicate accepts.</summary>
    public BucketPolicyDocument WithoutPublic(Func<PublicGrant, bool> accept) =>
        new(_found, [.. _statements.Where(statement => PublicStatements.Of(statement, _statements) is not { } grant || accept(grant))]);

    /// <summary>Whether the policy contains exactly these statements of the store.</summary>
    public bool Has(IReadOnlyCollection<JsonObject> statements, string store)
    {
        var ours = _statements.Where(statement => BucketPolicyStatements.IsOurs(SidOf(statement), store))
            .Select(BucketPolicyText.Of).Order(StringComparer.Ordinal);
        return ours.SequenceEqual(statements.Select(BucketPolicyText.Of).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>The whole policy: the statements of others in their order, followed by these.</summary>
    public string With(IReadOnlyCollection<JsonObject> statements, string store)
    {
        var document = (JsonObject?)_found?.DeepClone() ?? new JsonObject { ["Version"] = "2012-10-17" };
        var others = _statements.Where(statement => !BucketPolicyStatements.IsOurs(SidOf(statement), store));
        document["Statement"] = new JsonArray([.. others.Concat(statements).Select(statement => statement.DeepClone())]);
        return document.ToJsonString();
    }

    private static string? SidOf(JsonObject statement) => statement["Sid"] is JsonValue value && value.TryGetValue<string>(out var sid) ? sid : null;
}
