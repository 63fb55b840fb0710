using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.PolicyDocuments;

/// <summary>A bucket policy as the store returned it.</summary>
/// <param name="Found">The whole document; null if the bucket has no policy.</param>
/// <param name="Statements">Its statements, in their order.</param>
/// <remarks>IAM User Guide, "Grammar of the IAM JSON policy language".</remarks>
internal sealed record PolicyDocument(JsonObject? Found, ImmutableArray<JsonObject> Statements)
{
    // The policies of Amazon S3 have at most 20 KB; other stores may allow more.
    private const int MostCharacters = 1024 * 1024;

    // A statement, its condition, the operator, the key, and its values; deeper is no bucket policy.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Reads the policy that the store returned; a document without statements if the bucket has none.</summary>
    /// <exception cref="StoreException">The text is not a valid bucket policy.</exception>
    public static PolicyDocument Read(string? json, S3StoreSettings settings)
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
    public static PolicyDocument? TryRead(string? json, S3StoreSettings settings)
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
}
