using Microsoft.Extensions.Options;

namespace PresignKit.AspNetCore.Startup;

/// <summary>Validates the options when the host starts.</summary>
internal sealed class EndpointOptionsValidator : IValidateOptions<PresignKitEndpointOptions>
{
    /// <summary>Records of ended slots stay for at least a day after a slot's end, so a slot must not be completed later than that.</summary>
    public static readonly TimeSpan LongestGrace = TimeSpan.FromHours(12);

    private const int MostSlots = 1_000_000;

    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, PresignKitEndpointOptions options)
    {
        var flaws = new List<string>(options.SectionFlaws);
        if (options.CompletionGrace < TimeSpan.Zero || options.CompletionGrace > LongestGrace)
        {
            flaws.Add($"CompletionGrace is {options.CompletionGrace:c}; it must be from zero to 12 hours (12:00:00).");
        }

        if (options.SlotsPerUser is < 1 or > MostSlots)
        {
            flaws.Add($"SlotsPerUser is {options.SlotsPerUser}; it must be from 1 to {MostSlots}. For no limit, set UnlimitedSlots.");
        }

        if (options.SlotWindow < ShortestWindow || options.SlotWindow > LongestWindow)
        {
            flaws.Add($"SlotWindow is {options.SlotWindow:c}; it must be from 1 second (00:00:01) to 1 day (1.00:00:00).");
        }

        if (options.UserId is null)
        {
            flaws.Add("UserId must not be null. Do not set it to use the claim 'nameidentifier' or 'sub'.");
        }

        return flaws.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Invalid configuration of the PresignKit endpoints:{string.Concat(flaws.Select(flaw => $"{Environment.NewLine}  - {flaw}"))}");
    }
}
