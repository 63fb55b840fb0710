using PresignKit.Providers;
using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>Response headers that the store must set: signed query parameters, which the holder can neither drop nor change.</summary>
/// <remarks>Amazon S3 API Reference, "GetObject", "Overriding response header values through the request".</remarks>
internal static class OverrideParameters
{
    /// <summary>Fills the query, in the order in which S3 sorts it. Returns the number of parameters.</summary>
    public static int Write(ObjectAccess access, ResponseOverrides? overrides, Span<NameValue> query)
    {
        if (overrides is null)
        {
            return 0;
        }

        if (access == ObjectAccess.Delete)
        {
            throw new NotSupportedException("The response to a DELETE has no object headers to override.");
        }

        var count = 0;
        Add("response-cache-control", overrides.CacheControl, query, ref count);
        Add("response-content-disposition", overrides.ContentDisposition, query, ref count);
        Add("response-content-type", overrides.ContentType, query, ref count);
        return count;
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
