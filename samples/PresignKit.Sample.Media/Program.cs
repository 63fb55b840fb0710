using PresignKit.Sample.Media;

await MediaApp.Build(args).RunAsync();

/// <summary>The entry point, named so that tests can find this assembly.</summary>
public partial class Program;
