using Microsoft.Extensions.Options;

namespace PresignKit.LocalS3.Hosting;

/// <summary>Lets the host report invalid options at startup.</summary>
internal sealed class LocalS3OptionsValidator : IValidateOptions<LocalS3Options>
{
    public ValidateOptionsResult Validate(string? name, LocalS3Options options)
    {
        var errors = OptionsCheck.Errors(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
