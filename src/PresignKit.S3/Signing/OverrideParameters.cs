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
    public static int Write(in AccessSpecification specification, ImmutableArray<NameValue> facts, Span<NameValue> query) => Write(
        new AccessBatch(specification.Access, specification.SignedAt, specification.Lifetime, specification.Overrides)
        {
            VersionId = specification.VersionId,
            PartNumber = specification.PartNumber,
        },
        facts,
        query);

    /// <summary>Fills the query, in the order in which S3 sorts it. Returns the number of parameters.</summary>
    public static int Write(in AccessBatch access, ImmutableArray<NameValue> facts, Span<NameValue> query)
    {
        var count = 0;
        if (access.PartNumber is { } number)
        {
            RefuseAtDelete(access, "parts to select");
            query[count++] = new("partNumber", number.ToString(CultureInfo.InvariantCulture));
        }

        if (access.Overrides is { } overrides)
        {
            RefuseAtDelete(access, "object headers to override");
            Add("response-cache-control", overrides.CacheControl, query, ref count);
            Add("response-content-disposition", overrides.ContentDisposition, query, ref count);
            Add("response-content-encoding", overrides.ContentEncoding, query, ref count);
            Add("response-content-language", overrides.ContentLanguage, query, ref count);
            Add("response-content-type", overrides.ContentType, query, ref count);
            Add("response-expires", overrides.Expires?.ToString("R", CultureInfo.InvariantCulture), query, ref count);
        }

        if (access.VersionId is { } version)
        {
            // S3 takes an empty one for none.
            ArgumentException.ThrowIfNullOrEmpty(version, nameof(access));
            query[count++] = new("versionId", version);
        }

        facts.CopyTo(query[count..]);
        return count + facts.Length;
    }

    private static void RefuseAtDelete(in AccessBatch access, string what)
    {
        if (access.Access == ObjectAccess.Delete)
        {
            throw new NotSupportedException($"The response to a DELETE has no {what}.");
        }
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
