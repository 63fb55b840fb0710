using PresignKit.S3.Explaining.Reading;

namespace PresignKit.S3.Explaining.Causes;

/// <summary>Larger or smaller than the policy of the form, or the store, allows.</summary>
internal sealed class WrongSize : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var size = request.Error.Field("ProposedSize") ?? (request.BodySize is { } bytes ? $"{bytes}" : "the file");
        return request.Error.Code switch
        {
            "EntityTooLarge" => [Finding.Proven(
                RefusalCodes.TooLarge,
                $"The upload is too large: {size} bytes{Limit(request, "MaxSizeAllowed", range => range.Maximum, "at most")}.",
                "Open the slot with the file's real size, below the policy's MaximumSize. One request takes 5 GiB at most.")],
            "EntityTooSmall" => [Finding.Proven(
                RefusalCodes.TooSmall,
                $"The upload is too small: {size} bytes{Limit(request, "MinSizeAllowed", range => range.Minimum, "at least")}. A part of a multipart upload, but for the last, has 5 MiB at least.",
                "Open the slot with the file's real size, and send the whole file.")],
            _ => [],
        };
    }

    private static string Limit(RefusedRequest request, string field, Func<SigV4.PostCondition, long> limit, string words)
    {
        var allowed = request.Error.Field(field)
            ?? (request.Form?.Policy?.Conditions.FirstOrDefault(c => c.Kind == SigV4.PostConditionKind.ContentLengthRange) is { } range
                ? $"{limit(range)}"
                : null);
        return allowed is null ? "" : $", and {words} {allowed} are allowed";
    }
}
