using System.Globalization;
using PresignKit.CloudFront.Documents;
using PresignKit.CloudFront.Settings;
using PresignKit.Providers;

namespace PresignKit.CloudFront.Signing;

/// <summary>Writes the address of an object at the distribution, without a signature: what a signature covers.</summary>
internal static class ObjectAddress
{
    /// <summary>Writes the address. Returns whether it has a query.</summary>
    /// <exception cref="StoreException">The distribution cannot reach the object, or does not forward a response header.</exception>
    public static bool Write(CloudFrontSettings settings, ReadOnlySpan<char> key, ResponseOverrides? overrides, ref Utf8Builder text)
    {
        if (!key.StartsWith(settings.OriginPath))
        {
            throw Unreachable(settings);
        }

        text.Append(settings.Root);
        text.AppendPath(key[settings.OriginPath.Length..]);
        return WriteHeaders(settings, overrides, ref text);
    }

    /// <summary>The same for a key in UTF-8.</summary>
    public static bool Write(
        CloudFrontSettings settings, ReadOnlySpan<byte> originPath, ReadOnlySpan<byte> key, ResponseOverrides? overrides, ref Utf8Builder text)
    {
        if (!key.StartsWith(originPath))
        {
            throw Unreachable(settings);
        }

        text.Append(settings.Root);
        text.AppendPath(key[originPath.Length..]);
        return WriteHeaders(settings, overrides, ref text);
    }

    private static StoreException Unreachable(CloudFrontSettings settings) => new(
        CloudFrontErrorCodes.NotSupportedByCdn,
        $"The object is not in the origin path '{settings.OriginPath}' of store '{settings.Name}', so its distribution cannot deliver it. "
        + "Use another store for it.");

    // The same parameters as those of S3, to which the distribution forwards them.
    private static bool WriteHeaders(CloudFrontSettings settings, ResponseOverrides? overrides, ref Utf8Builder text)
    {
        if (overrides is null)
        {
            return false;
        }

        var hasQuery = false;
        Write(settings, "response-cache-control", overrides.CacheControl, ref text, ref hasQuery);
        Write(settings, "response-content-disposition", overrides.ContentDisposition, ref text, ref hasQuery);
        Write(settings, "response-content-encoding", overrides.ContentEncoding, ref text, ref hasQuery);
        Write(settings, "response-content-language", overrides.ContentLanguage, ref text, ref hasQuery);
        Write(settings, "response-content-type", overrides.ContentType, ref text, ref hasQuery);
        Write(settings, "response-expires", overrides.Expires?.ToString("R", CultureInfo.InvariantCulture), ref text, ref hasQuery);
        return hasQuery;
    }

    private static void Write(CloudFrontSettings settings, string name, string? value, ref Utf8Builder text, ref bool hasQuery)
    {
        if (value is null)
        {
            return;
        }

        if (!settings.ForwardsResponseHeaders)
        {
            throw new StoreException(
                CloudFrontErrorCodes.ResponseHeadersNotForwarded,
                $"The download needs {name}, and store '{settings.Name}' does not say that its distribution forwards such parameters. Use a download policy "
                + $"with UseStoredHeaders, or let the distribution forward them and set Stores:{settings.Name}:ForwardsResponseHeaders.");
        }

        // The origin writes the value into its answer unchanged. A line break would let the caller add a header.
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException($"The value of {name} contains a character that is not allowed in a header value.", nameof(value));
        }

        text.Append(hasQuery ? "&"u8 : "?"u8);
        text.Append(name);
        text.Append("="u8);
        text.AppendValue(value);
        hasQuery = true;
    }
}
