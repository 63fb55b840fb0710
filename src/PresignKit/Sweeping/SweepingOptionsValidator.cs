using Microsoft.Extensions.Options;
using PresignKit.Issuing;

namespace PresignKit.Sweeping;

/// <summary>Validates the options when the host starts.</summary>
internal sealed class SweepingOptionsValidator(StoreCatalog stores) : IValidateOptions<SweepingOptions>
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestJitter = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, SweepingOptions options)
    {
        var flaws = new List<string>(options.SectionFlaws);
        if (options.Interval < ShortestInterval || options.Interval > Longest)
        {
            flaws.Add($"Interval is {options.Interval:c}; it must be 1 minute (00:01:00) to 30 days (30.00:00:00).");
        }

        if (options.Jitter < TimeSpan.Zero || options.Jitter > LongestJitter)
        {
            flaws.Add($"Jitter is {options.Jitter:c}; it must be zero to 1 day (1.00:00:00).");
        }

        if (options.Grace < SweepRequest.ShortestGrace || options.Grace > Longest)
        {
            flaws.Add($"Grace is {options.Grace:c}; it must be 24 hours (1.00:00:00) to 30 days (30.00:00:00).");
        }

        if (options.CompleteAfter < TimeSpan.Zero || options.CompleteAfter > Longest)
        {
            flaws.Add($"CompleteAfter is {options.CompleteAfter:c}; it must be zero to 30 days (30.00:00:00).");
        }

        foreach (var store in options.StoreNames.Where(store => !stores.Contains(store)))
        {
            flaws.Add($"StoreNames contains '{store}', which is not a registered store; "
                + $"registered stores are: {string.Join(", ", stores.Registrations.Select(r => r.Name))}.");
        }

        return flaws.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Invalid configuration of the PresignKit sweeps:{string.Concat(flaws.Select(f => $"{Environment.NewLine}  - {f}"))}");
    }
}
