using System.Text.Json;
using System.Text.Json.Nodes;
using PresignKit.S3.Administration.PublicAccess;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.BucketPolicy;

/// <summary>A bucket's current policy, and a version of it with one store's statements replaced. Other statements are kept unchanged.</summary>
/// <remarks>IAM User Guide, "Grammar of the IAM JSON policy language".</remarks>
internal sealed class BucketPolicyDocument
{
    // The policies of Amazon S3 have at most 20 KB; other stores may allow more.
    private const int MostCharacters = 1024 * 1024;

    // A statement, its condition, the operator, the key, and its values; deeper is no bucket policy.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private readonly JsonObject? _found;
    private readonly List<JsonObject> _statements;

    private BucketPolicyDocument(JsonObject? found, List<JsonObject> statements)
    {
        _found = found;
        _statements = statements;
    }

    /// <summary>What the policy permits to everybody.</summary>
    public IReadOnlyList<PublicGrant> Public => [.. _statements.Select(statement => PublicStatements.Of(statement, _statements)).OfType<PublicGrant>()];

    /// <summary>Reads the policy that the store returned; null if the bucket has none.</summary>
    /// <exception cref="StoreException">The text is not a valid bucket policy.</exception>
    public static BucketPolicyDocument Read(string? json, S3StoreSettings settings)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return new(null, []);
        }

        try
        {
            // A single statement need not be in a list.
            if (json.Length <= MostCharacters && JsonNode.Parse(json, documentOptions: Strict) is JsonObject document)
            {
                return document["Statement"] switch
                {
                    JsonArray list => new(document, [.. list.Select(node => node!.AsObject())]),
                    JsonObject single => new(document, [single]),
                    null => new(document, []),
                    _ => throw new JsonException(),
                };
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException or NullReferenceException)
        {
            // Reported below.
        }

        throw new StoreException(ErrorCodes.StoreUnavailable, $"Store '{settings.Name}' returned an invalid bucket policy, which was left unchanged.");
    }

    /// <summary>Like <see cref="Read"/>, but returns null if the text is not a valid bucket policy.</summary>
    public static BucketPolicyDocument? TryRead(string? json, S3StoreSettings settings)
    {
        try
        {
            return Read(json, settings);
        }
        catch (StoreException)
        {
            return null;
        }
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
