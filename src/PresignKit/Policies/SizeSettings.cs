namespace PresignKit.Policies;

/// <summary>Checks the sizes in the options of an upload policy.</summary>
internal static class SizeSettings
{
    /// <summary>Reports each setting that is invalid, by its name.</summary>
    public static void Check(UploadPolicyOptions options, Action<string, string> flaw)
    {
        CheckLimits(options, flaw);
        CheckUnknown(options, flaw);
        if (options.PartSize is < PartPlan.MinimumPartSize or > PartPlan.MaximumPartSize)
        {
            flaw(
                "PartSize",
                $"is {options.PartSize}; it must be {PartPlan.MinimumPartSize} to {PartPlan.MaximumPartSize} bytes (5 MiB to 5 GiB)");
        }
    }

    private static void CheckLimits(UploadPolicyOptions options, Action<string, string> flaw)
    {
        if (options.MaximumSize is not { } maximum)
        {
            flaw("MaximumSize", "is missing; set it to the largest size that is accepted, in bytes");
        }
        else if (options.Transport is UploadTransport.Put or UploadTransport.Post && maximum is < 1 or > SizeLimits.LargestRequest)
        {
            flaw(
                "MaximumSize",
                $"is {maximum}; with Transport {options.Transport} it must be 1 to {SizeLimits.LargestRequest} bytes (5 GiB), "
                + "the most that one request can carry");
        }
        else if (maximum is < 1 or > PartPlan.MaximumSize)
        {
            flaw("MaximumSize", $"is {maximum}; it must be 1 to {PartPlan.MaximumSize} bytes (48.8 TiB: 10,000 parts of 5 GiB)");
        }
        else if (options.MinimumSize > maximum)
        {
            flaw("MinimumSize", $"is {options.MinimumSize}; it must not exceed MaximumSize, which is {maximum}");
        }

        if (options.MinimumSize < 0)
        {
            flaw("MinimumSize", $"is {options.MinimumSize}; it must not be negative");
        }
    }

    private static void CheckUnknown(UploadPolicyOptions options, Action<string, string> flaw)
    {
        if (options is { AllowUnknownSize: true, Transport: UploadTransport.Multipart })
        {
            flaw(
                "AllowUnknownSize",
                "is true, but Transport is Multipart, and a file of unknown size cannot be sent in parts, because each part's URL signs its exact length; "
                + "remove one of them");
        }
        else if (options.AllowUnknownSize && options.MinimumSize > SizeLimits.LargestRequest)
        {
            flaw(
                "AllowUnknownSize",
                $"is true, but MinimumSize is {options.MinimumSize}, and a file of unknown size is sent in one request, which carries at most "
                + $"{SizeLimits.LargestRequest} bytes (5 GiB); remove one of them");
        }
    }
}
