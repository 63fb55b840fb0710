using Microsoft.Extensions.Options;
using PresignKit.Sample.Media;
using PresignKit.Sample.Media.Store;

try
{
    await MediaApp.Build(args).RunAsync();
    return 0;
}
catch (Exception exception) when (exception is StoreStartException or OptionsValidationException)
{
    // Something to change, not something to debug.
    Console.Error.WriteLine(exception.Message);
    return 1;
}

/// <summary>The entry point, named so that tests can find this assembly.</summary>
public partial class Program;
