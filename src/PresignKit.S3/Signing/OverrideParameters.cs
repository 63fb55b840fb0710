using System.Collections.Immutable;
using System.Globalization;
using PresignKit.Providers;
using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>Version, part, what the bucket requires, and response headers that the store must set: signed query parameters, which the holder can neither drop nor change.</summary>
/// <remarks>Amazon S3 API Reference, "GetObject", "Overriding response header values through the request".</remarks>
internal static class OverrideParameters
{
    /// <summary>Fills the query, in the order in which S3 sorts it. Returns the number of parameters.</summary>
    public static int Write(in AccessSpecification access, ImmutableArray<NameValue> facts, Span<NameValue> query) =>
        Write(access.Access, access.Overrides, access.VersionId, access.PartNumber, facts, query);

    /// <summary>Fills the query, in the order in which S3 sorts it. Returns the number of parameters.</summary>
    public static int Write(in AccessBatch access, ImmutableArray<NameValue> facts, Span<NameValue> query) =>
        Write(access.Access, access.Overrides, access.VersionId, access.PartNumber, facts, query);

    private static int Write(
        ObjectAccess access, ResponseOverrides? overrides, string? version, int? part, ImmutableArray<NameValue> facts, Span<NameValue> query)
    {
        if (access == ObjectAccess.Delete && (overrides is not null || part is not null))
        {
            throw new NotSupportedException("The response to a DELETE has no object headers to override, and no parts to select.");
        }

        var count = 0;
        if (part is { } number)
        {
            query[count++] = new("partNumber", number.ToString(CultureInfo.InvariantCulture));
        }

        if (overrides is not null)
        {
            Add("response-cache-control", overrides.CacheControl, query, ref count);
            Add("response-content-disposition", overrides.ContentDisposition, query, ref count);
            Add("response-content-encoding", overrides.ContentEncoding, query, ref count);
            Add("response-content-language", overrides.ContentLanguage, query, ref count);
            Add("response-content-type", overrides.ContentType, query, ref count);
            Add("response-expires", overrides.Expires?.ToString("R", CultureInfo.InvariantCulture), query, ref count);
        }

        if (version is not null)
        {
            // S3 takes an empty one for none.
            ArgumentException.ThrowIfNullOrEmpty(version);
            query[count++] = new("versionId", version);
        }

        facts.CopyTo(query[count..]);
        return count + facts.Length;
    }

    private static void Add(string name, string? value, Span<NameValue> query, ref int count)
    {
        if (value is null)
        {
            return;
        }

        // The store writes the value into its answer unchanged. A line break would let the caller add a header.
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException($"The value of {name} contains a character that is not allowed in a header value.", nameof(value));
        }

        query[count++] = new(name, value);
    }
}
