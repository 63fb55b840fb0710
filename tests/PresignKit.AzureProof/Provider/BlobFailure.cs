using Azure;

namespace PresignKit.AzureProof.Provider;

/// <summary>Converts the Azure client's exceptions to codes ("Status and error codes").</summary>
internal static class BlobFailure
{
    // AggregateException: what the client throws after its last retry.
    public static bool Is(Exception exception) => exception is RequestFailedException or AggregateException;

    public static StoreException From(Exception exception, AzureBlobSettings settings, string doing)
    {
        var code = exception is not RequestFailedException { Status: not 0 } answer
            ? ErrorCodes.StoreUnavailable
            : answer.ErrorCode switch
            {
                "ContainerNotFound" => ErrorCodes.BucketNotFound,
                "BlobNotFound" => ErrorCodes.ObjectNotFound,
                "ConditionNotMet" or "SourceConditionNotMet" => ErrorCodes.ObjectChanged,
                _ => OfStatus(answer.Status),
            };
        return Because(code, exception, settings, doing);
    }

    public static StoreException Because(string code, Exception exception, AzureBlobSettings settings, string doing) =>
        new(code, $"Store '{settings.Name}' failed while {doing}: {code}.", exception);

    private static string OfStatus(int status) => status switch
    {
        401 or 403 => ErrorCodes.StoreAccessDenied,
        404 => ErrorCodes.ObjectNotFound,
        412 => ErrorCodes.ObjectChanged,
        _ => ErrorCodes.StoreUnavailable,
    };
}
