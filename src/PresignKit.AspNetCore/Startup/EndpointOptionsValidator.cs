using Microsoft.Extensions.Options;

namespace PresignKit.AspNetCore.Startup;

/// <summary>Validates the options when the host starts.</summary>
internal sealed class EndpointOptionsValidator : IValidateOptions<PresignKitEndpointOptions>
{
    private static readonly TimeSpan LongestGrace = TimeSpan.FromDays(7);

    public ValidateOptionsResult Validate(string? name, PresignKitEndpointOptions options)
    {
        if (options.CompletionGrace < TimeSpan.Zero || options.CompletionGrace > LongestGrace)
        {
            return ValidateOptionsResult.Fail(
                options.CompletionGrace == TimeSpan.MinValue
                    ? "PresignKit:Endpoints:CompletionGrace is not a valid time span. Use hours, minutes, and seconds, such as 01:00:00."
                    : $"CompletionGrace is {options.CompletionGrace:c}. Use a value from zero to 7 days.");
        }

        return options.UserId is null
            ? ValidateOptionsResult.Fail("UserId must not be null. Do not set it to use the claim 'nameidentifier' or 'sub'.")
            : ValidateOptionsResult.Success;
    }
}
